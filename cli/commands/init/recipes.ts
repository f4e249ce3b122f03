/** Where a check may run by itself. */
export const ciNames = ['github', 'gitlab', 'jenkins', 'none'] as const;
export type CiName = (typeof ciNames)[number];

/** A file that makes a CI check the receiver, and what is still to be done with it. */
export interface Recipe {
  readonly file: string;
  readonly text: string;
  readonly afterwards: string;
}

const check =
  'npx hookswitch check --report junit=reports/hookswitch.xml --report html=reports/hookswitch.html';
const secretComment =
  "A secret for this job alone, in the form of YCM's: 32 characters. The real one has no business here.";

const github: Recipe = {
  file: '.github/workflows/hookswitch.yml',
  afterwards: 'commit it: it runs on every pull request, and on every push to main',
  text: `name: webhooks

on:
  push:
    branches: [main]
  pull_request:

permissions:
  contents: read

jobs:
  hookswitch:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false

      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm

      # hookswitch is one of your devDependencies: npm install --save-dev hookswitch
      - run: npm ci

      # ${secretComment}
      - name: Make a secret
        run: echo "YCM_WEBHOOK_SECRET=$(openssl rand -hex 16)" >> "$GITHUB_ENV"

      - name: Check the receiver
        run: >-
          ${check}
          --report github=- --report "markdown=$GITHUB_STEP_SUMMARY"

      - name: Keep the reports
        if: \${{ !cancelled() }}
        uses: actions/upload-artifact@v4
        with:
          name: hookswitch
          path: reports/
          if-no-files-found: warn
`,
};

const gitlab: Recipe = {
  file: '.gitlab/hookswitch.gitlab-ci.yml',
  afterwards: "add to .gitlab-ci.yml: include: { local: '.gitlab/hookswitch.gitlab-ci.yml' }",
  text: `hookswitch:
  image: node:22
  timeout: 10 minutes
  script:
    - npm ci
    # ${secretComment}
    - export YCM_WEBHOOK_SECRET="$(openssl rand -hex 16)"
    - ${check}
  artifacts:
    when: always
    paths:
      - reports/
    reports:
      junit: reports/hookswitch.xml
`,
};

const jenkins: Recipe = {
  file: 'Jenkinsfile.hookswitch',
  afterwards:
    'make a Pipeline job whose script path is Jenkinsfile.hookswitch; its agent needs Node 20.19 or later',
  text: `pipeline {
  agent any
  options { timeout(time: 10, unit: 'MINUTES') }
  stages {
    stage('Check the receiver') {
      steps {
        sh 'npm ci'
        // ${secretComment}
        sh '''
          export YCM_WEBHOOK_SECRET="$(openssl rand -hex 16)"
          ${check}
        '''
      }
    }
  }
  post {
    always {
      junit testResults: 'reports/hookswitch.xml', allowEmptyResults: true
      archiveArtifacts artifacts: 'reports/**', allowEmptyArchive: true
    }
  }
}
`,
};

export const recipes: Readonly<Record<Exclude<CiName, 'none'>, Recipe>> = { github, gitlab, jenkins };

import type { CiName } from './command.ts';

/** A CI job that checks the receiver, and the next step. */
export interface Recipe {
  readonly file: string;
  readonly text: string;
  readonly afterwards: string;
}

const check =
  'npx hookswitch check --report junit=reports/hookswitch.xml --report html=reports/hookswitch.html';
const secretComment = 'A secret for this job only: 32 characters, as in YCM. Never use the real one here.';

interface Receiver {
  readonly url: string;
  /** Empty if the job must start the receiver. */
  readonly exec: string;
}

/** The beginning of the comment that marks where the job must start the receiver, unless the check starts it. */
export const startComment = 'Start your receiver here';

function startHint({ url, exec }: Receiver, indent: string): string {
  if (exec !== '') return '';
  const lines = [
    `${startComment}, in the background, so that it listens at ${url}`,
    'For example: node server.js &',
  ];
  return lines.map((line) => `${indent}# ${line}\n`).join('');
}

const github = (receiver: Receiver): Recipe => ({
  file: '.github/workflows/hookswitch.yml',
  afterwards: 'commit it: it runs on every pull request and every push to main',
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

      # Installs hookswitch as well: it is one of your devDependencies.
      - run: npm ci

      # ${secretComment}
      - name: Make a secret
        run: echo "YCM_WEBHOOK_SECRET=$(openssl rand -hex 16)" >> "$GITHUB_ENV"

${startHint(receiver, '      ')}      - name: Check the receiver
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
});

const gitlab = (receiver: Receiver): Recipe => ({
  file: '.gitlab/hookswitch.gitlab-ci.yml',
  afterwards: "add to .gitlab-ci.yml: include: { local: '.gitlab/hookswitch.gitlab-ci.yml' }",
  text: `hookswitch:
  image: node:22
  timeout: 10 minutes
  script:
    - npm ci
    # ${secretComment}
    - export YCM_WEBHOOK_SECRET="$(openssl rand -hex 16)"
${startHint(receiver, '    ')}    - ${check}
  artifacts:
    when: always
    paths:
      - reports/
    reports:
      junit: reports/hookswitch.xml
`,
});

const jenkins = (receiver: Receiver): Recipe => ({
  file: 'Jenkinsfile.hookswitch',
  afterwards:
    'create a Pipeline job with the script path Jenkinsfile.hookswitch; its agent needs Node 20.19 or later',
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
${startHint(receiver, '          ')}          ${check}
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
});

export const recipes: Readonly<Record<Exclude<CiName, 'none'>, (receiver: Receiver) => Recipe>> = {
  github,
  gitlab,
  jenkins,
};

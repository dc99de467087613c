// Alert rules over the app's own log events and requests. What they are comes from alerts.json, which docs/alerts.md
// is written from as well: one table, two readers.

@description('Stem of the names.')
param name string

@description('Region of the deployment.')
param location string

@description('Tags of every resource.')
param tags object

@description('Application Insights component that the queries run in.')
param insightsId string

@description('Who is told.')
param actionGroupId string

var severities = { critical: 1, warning: 2, notice: 3 }

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in loadJsonContent('../alerts.json').alerts: {
    name: '${name}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.title
      description: '${alert.means} First look: ${alert.firstLook} Mend: ${alert.mend}'
      enabled: true
      severity: severities[alert.level]
      scopes: [insightsId]
      evaluationFrequency: alert.every
      windowSize: alert.window
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: join(alert.query, '\n')
            timeAggregation: 'Maximum'
            metricMeasureColumn: 'Value'
            operator: 'GreaterThan'
            threshold: alert.above
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [actionGroupId] }
    }
  }
]

// The orchestrations' backend: Durable Task Scheduler with one task hub.

@description('Name of the scheduler: 3 to 64 letters, digits and hyphens.')
@minLength(3)
@maxLength(64)
param name string

@description('Region of the deployment; it has to offer the scheduler.')
param location string

@description('Tags of every resource.')
param tags object

@description('Name of the task hub; the app reads it from TASKHUB_NAME.')
param taskHub string

@description('Consumption is paid by the action, up to 500 a second; Dedicated by capacity units of 2,000 a second.')
@allowed(['Consumption', 'Dedicated'])
param sku string

@description('Capacity units of a Dedicated scheduler; three are highly available.')
@minValue(1)
@maxValue(3)
param capacity int

@description('Addresses that may reach the scheduler, as CIDR. An empty list would refuse everybody.')
@minLength(1)
param allowedAddresses string[]

@description('Principal of the identity that the app runs as.')
param principalId string

var roleIds = loadJsonContent('../roles.json')

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    ipAllowlist: allowedAddresses
    sku: sku == 'Dedicated' ? { name: sku, capacity: capacity } : { name: sku }
  }
}

resource hub 'Microsoft.DurableTask/schedulers/taskHubs@2025-11-01' = {
  parent: scheduler
  name: taskHub
}

// On the hub alone: another hub of the same scheduler is somebody else's.
resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(hub.id, principalId, 'Durable Task Data Contributor')
  scope: hub
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roleIds['Durable Task Data Contributor']
    )
  }
}

output id string = scheduler.id
output endpoint string = scheduler.properties.endpoint
output taskHubName string = hub.name

// The function app on Flex Consumption: instances that are always ready for callbacks, and as many more as traffic asks.

@description('Name of the app, unique in the world: its address is {name}.azurewebsites.net.')
@minLength(2)
@maxLength(60)
param name string

@description('Region of the deployment.')
param location string

@description('Tags of every resource.')
param tags object

@description('The identity that the app runs as.')
param identityId string

@description('Blob container, as a URL, that deployments are put in.')
param deploymentContainer string

@description('Subnet that the app goes out through; empty for none.')
param subnetId string

@description('Instances that stand ready for HTTP, callbacks first: none of them is ever a cold start.')
@minValue(0)
@maxValue(100)
param alwaysReadyHttp int

@description('Instances that stand ready for orchestrations.')
@minValue(0)
@maxValue(100)
param alwaysReadyDurable int

@description('The most instances there may be. It also bounds what storage is asked.')
@minValue(40)
@maxValue(1000)
param maximumInstances int

@description('Memory of an instance, in MB.')
@allowed([512, 2048, 4096])
param instanceMemory int

@description('Callbacks that one instance works on at a time.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int

@description('App settings by name. Secrets among them are Key Vault references, never values.')
param settings object

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainer
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        alwaysReady: [
          { name: 'http', instanceCount: alwaysReadyHttp }
          { name: 'durable', instanceCount: alwaysReadyDurable }
        ]
        instanceMemoryMB: instanceMemory
        maximumInstanceCount: maximumInstances
        triggers: { http: { perInstanceConcurrency: httpConcurrency } }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
    }
    siteConfig: {
      http20Enabled: true
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: settings
  }

  // Deployments come by identity; a publishing password would be one more key to leak.
  resource scmPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource ftpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }
}

output id string = app.id
output name string = app.name
output planId string = plan.id
output hostName string = app.properties.defaultHostName

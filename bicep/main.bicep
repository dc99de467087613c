// PayFunctions on Azure, into one resource group. What it makes and why: docs/deploy.md.

targetScope = 'resourceGroup'

@description('Stem of every name: 3 to 14 lower-case letters, digits and hyphens, beginning with a letter.')
@minLength(3)
@maxLength(14)
param name string

@description('Region of the deployment.')
param location string = resourceGroup().location

@description('Tags of every resource.')
param tags object = {}

@description('Replication of the storage accounts.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param storageSku string

@description('Accounts that orders are spread over by hash. Never lowered or raised once orders are there: docs/scale.md.')
@minValue(1)
@maxValue(32)
param orderAccounts int

@description('What runs the orchestrations: Durable Task Scheduler, or the storage account of the app.')
@allowed(['DurableTaskScheduler', 'AzureStorage'])
param durableBackend string

@description('Sku and size of the scheduler, where it runs the orchestrations.')
param scheduler { sku: 'Consumption' | 'Dedicated', capacity: int, allowedAddresses: string[] } = {
  sku: 'Consumption'
  capacity: 1
  allowedAddresses: ['0.0.0.0/0']
}

@description('How the app scales.')
param scale {
  alwaysReadyHttp: int
  alwaysReadyDurable: int
  maximumInstances: int
  instanceMemory: 512 | 2048 | 4096
  httpConcurrency: int
}

@description('WeChat Pay accounts. Their secrets are in the vault, under wechatpay-{id}-private-key and so on: docs/deploy.md.')
param weChatPayMerchants {
  id: string
  appId: string
  serialNumber: string
  publicKeyId: string?
  tenant: string?
}[] = []

@description('Settings of docs/settings.md beside those that the deployment itself makes, as app settings (__ for :).')
param settings object = {}

@description('Whether storage and vault are reached inside of a network of our own alone.')
param privateNetwork bool

@description('Address space of that network.')
param addressSpace string = '10.80.0.0/24'

@description('A name of one\'s own for the app; its certificate is in the vault. Empty for none.')
param domain { hostName: string, certificateName: string, appServicePrincipalId: string }?

@description('Addresses that alerts are mailed to.')
param alertMails string[]

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logDays int = 90

// Short and the same at every deployment into this resource group: names of accounts are taken world-wide.
var suffix = take(uniqueString(resourceGroup().id, name), 6)
var compact = replace(name, '-', '')
var onScheduler = durableBackend == 'DurableTaskScheduler'
var deployments = 'deployments'
var bills = 'bills'
var answers = 'answers'
var hub = replace(name, '-', '')

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: { name: '${name}-app', location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: name
    location: location
    tags: tags
    retentionDays: logDays
    alertMails: alertMails
    principalId: identity.outputs.principalId
  }
}

// The host's own account: its locks and timers, deployments, archived bills; and the task hub, if it lives in storage.
module hostStorage 'modules/storage.bicep' = {
  name: 'host-storage'
  params: {
    name: '${take(compact, 12)}host${suffix}'
    location: location
    tags: tags
    sku: storageSku
    principalId: identity.outputs.principalId
    roles: ['Storage Blob Data Owner', 'Storage Queue Data Contributor', 'Storage Table Data Contributor']
    containers: [deployments, bills, answers]
    publicAccess: !privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module orderStorage 'modules/storage.bicep' = [
  for i in range(0, orderAccounts): {
    name: 'order-storage-${i}'
    params: {
      name: '${take(compact, 12)}ord${i}${suffix}'
      location: location
      tags: tags
      sku: storageSku
      principalId: identity.outputs.principalId
      roles: ['Storage Table Data Contributor']
      publicAccess: !privateNetwork
      workspaceId: monitoring.outputs.workspaceId
    }
  }
]

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: '${take(name, 14)}-${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    // It reads merchants' secrets, and writes the providers' certificates that it renews.
    roles: ['Key Vault Secrets Officer', 'Key Vault Certificates Officer']
    publicAccess: !privateNetwork
    workspaceId: monitoring.outputs.workspaceId
    appServicePrincipalId: domain.?appServicePrincipalId ?? ''
  }
}

module durable 'modules/durable.bicep' = if (onScheduler) {
  name: 'durable'
  params: {
    name: '${name}-${suffix}'
    location: location
    tags: tags
    taskHub: hub
    sku: scheduler.sku
    capacity: scheduler.capacity
    allowedAddresses: scheduler.allowedAddresses
    principalId: identity.outputs.principalId
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: { name: name, location: location, tags: tags, addressSpace: addressSpace }
}

module hostEndpoints 'modules/private-endpoint.bicep' = [
  for group in ['blob', 'queue', 'table']: if (privateNetwork) {
    name: 'host-endpoint-${group}'
    params: {
      name: '${name}-host-${group}'
      location: location
      tags: tags
      serviceId: hostStorage.outputs.id
      group: group
      subnetId: network!.outputs.endpointSubnetId
      zoneId: group == 'blob'
        ? network!.outputs.blobZoneId
        : group == 'queue' ? network!.outputs.queueZoneId : network!.outputs.tableZoneId
    }
  }
]

module orderEndpoints 'modules/private-endpoint.bicep' = [
  for i in range(0, orderAccounts): if (privateNetwork) {
    name: 'order-endpoint-${i}'
    params: {
      name: '${name}-orders-${i}'
      location: location
      tags: tags
      serviceId: orderStorage[i].outputs.id
      group: 'table'
      subnetId: network!.outputs.endpointSubnetId
      zoneId: network!.outputs.tableZoneId
    }
  }
]

module vaultEndpoint 'modules/private-endpoint.bicep' = if (privateNetwork) {
  name: 'vault-endpoint'
  params: {
    name: '${name}-vault'
    location: location
    tags: tags
    serviceId: vault.outputs.id
    group: 'vault'
    subnetId: network!.outputs.endpointSubnetId
    zoneId: network!.outputs.vaultZoneId
  }
}

var appName = '${name}-${suffix}'
var publicHost = domain.?hostName ?? '${appName}.azurewebsites.net'

var hostSettings = {
  AzureWebJobsStorage__accountName: hostStorage.outputs.name
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.outputs.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.outputs.clientId};Authorization=AAD'
  AZURE_CLIENT_ID: identity.outputs.clientId
  Vault__Uri: vault.outputs.uri
  Schedules__RenewCertificates: '0 0 2 * * *'
  Schedules__HealLostCallbacks: '0 */5 * * * *'
  Schedules__CleanUp: '0 30 3 * * *'
  Schedules__ReconcileDays: '0 30 17 * * *'
  Schedules__WatchDays: '0 */15 * * * *'
  Schedules__ProbeChannels: '*/10 * * * * *'
  Schedules__MeasureFlows: '0 * * * * *'
}

var schedulerSettings = onScheduler
  ? {
      AzureFunctionsJobHost__extensions__durableTask__hubName: '%TASKHUB_NAME%'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${durable!.outputs.endpoint};Authentication=ManagedIdentity;ClientID=${identity.outputs.clientId}'
      TASKHUB_NAME: durable!.outputs.taskHubName
    }
  : {}

var orderSettings = toObject(
  range(0, orderAccounts),
  i => 'Storage__Orders__${i}',
  i => orderStorage[i].outputs.tableEndpoint
)

// Identities and names are settings; whatever is secret is named, and the app reads it from the vault: a new version comes into
// use without a restart, and the value is in no setting.
var merchantSettings = flatten(map(weChatPayMerchants, merchant => [
  { key: 'WeChatPay__Merchants__${merchant.id}__AppId', value: merchant.appId }
  { key: 'WeChatPay__Merchants__${merchant.id}__SerialNumber', value: merchant.serialNumber }
  { key: 'WeChatPay__Merchants__${merchant.id}__Tenant', value: merchant.?tenant ?? 'default' }
  {
    key: 'WeChatPay__Merchants__${merchant.id}__NotifyUrl'
    value: 'https://${publicHost}/api/callbacks/wechatpay/${merchant.id}'
  }
  { key: 'WeChatPay__Merchants__${merchant.id}__PrivateKey', value: 'secret:wechatpay-${merchant.id}-private-key' }
  { key: 'WeChatPay__Merchants__${merchant.id}__ApiV3Key', value: 'secret:wechatpay-${merchant.id}-api-v3-key' }
]))

var publicKeySettings = flatten(map(filter(weChatPayMerchants, merchant => merchant.?publicKeyId != null), merchant => [
  { key: 'WeChatPay__Merchants__${merchant.id}__PublicKeyId', value: merchant.publicKeyId! }
  {
    key: 'WeChatPay__Merchants__${merchant.id}__PublicKey'
    value: '@Microsoft.KeyVault(VaultName=${vault.outputs.name};SecretName=wechatpay-${merchant.id}-public-key)'
  }
]))

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: appName
    location: location
    tags: tags
    identityId: identity.outputs.id
    deploymentContainer: '${hostStorage.outputs.blobEndpoint}${deployments}'
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    alwaysReadyHttp: scale.alwaysReadyHttp
    alwaysReadyDurable: scale.alwaysReadyDurable
    maximumInstances: scale.maximumInstances
    instanceMemory: scale.instanceMemory
    httpConcurrency: scale.httpConcurrency
    settings: union(
      hostSettings,
      schedulerSettings,
      orderSettings,
      toObject(concat(merchantSettings, publicKeySettings), entry => entry.key, entry => entry.value),
      settings
    )
  }
}

module ownDomain 'modules/domain.bicep' = if (domain != null) {
  name: 'domain'
  params: {
    appName: app.outputs.name
    planId: app.outputs.planId
    location: location
    tags: tags
    hostName: domain!.hostName
    vaultId: vault.outputs.id
    certificateName: domain!.certificateName
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: name
    location: location
    tags: tags
    insightsId: monitoring.outputs.insightsId
    actionGroupId: monitoring.outputs.actionGroupId
  }
}

output appName string = app.outputs.name
output callbackBase string = 'https://${publicHost}/api/callbacks'
output vaultName string = vault.outputs.name

// A name of one's own, with a certificate from the vault. The name has to point at the app before this is deployed.

@description('Name of the app.')
param appName string

@description('Plan of the app.')
param planId string

@description('Region of the deployment.')
param location string

@description('Tags of every resource.')
param tags object

@description('The name that providers and merchants call, such as pay.example.com.')
param hostName string

@description('Vault that holds the certificate.')
param vaultId string

@description('Name of the certificate in the vault.')
param certificateName string

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: appName
}

resource certificate 'Microsoft.Web/certificates@2024-04-01' = {
  name: '${appName}-${certificateName}'
  location: location
  tags: tags
  properties: {
    serverFarmId: planId
    keyVaultId: vaultId
    keyVaultSecretName: certificateName
  }
}

resource binding 'Microsoft.Web/sites/hostNameBindings@2024-04-01' = {
  parent: app
  name: hostName
  properties: {
    siteName: appName
    hostNameType: 'Verified'
    sslState: 'SniEnabled'
    thumbprint: certificate.properties.thumbprint
  }
}

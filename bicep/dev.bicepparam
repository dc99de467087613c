using 'main.bicep'

// One person's trial: nothing stands ready, nothing is replicated, everything is reachable.
param name = 'payfn-dev'
param tags = { workload: 'payfunctions', environment: 'dev' }
param storageSku = 'Standard_LRS'
param orderAccounts = 1
param durableBackend = 'AzureStorage'
param scale = {
  alwaysReadyHttp: 0
  alwaysReadyDurable: 0
  maximumInstances: 40
  instanceMemory: 2048
  httpConcurrency: 32
}
param privateNetwork = false
param alertMails = []
param logDays = 30

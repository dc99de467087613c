using 'main.bicep'

// As production in kind, smaller in number: what is wrong there should be wrong here first.
param name = 'payfn-staging'
param tags = { workload: 'payfunctions', environment: 'staging' }
param storageSku = 'Standard_ZRS'
param orderAccounts = 2
param durableBackend = 'DurableTaskScheduler'
param scale = {
  alwaysReadyHttp: 1
  alwaysReadyDurable: 1
  maximumInstances: 40
  instanceMemory: 2048
  httpConcurrency: 64
}
param privateNetwork = true
param alertMails = ['payments-oncall@example.com']

using 'main.bicep'

// Two instances stand ready for callbacks, so that a deployment or a lost one is never a cold start for a provider.
param name = 'payfn'
param tags = { workload: 'payfunctions', environment: 'prod' }
param storageSku = 'Standard_GZRS'
param orderAccounts = 4
param durableBackend = 'DurableTaskScheduler'
param scheduler = {
  sku: 'Dedicated'
  capacity: 3
  allowedAddresses: ['0.0.0.0/0']
}
param scale = {
  alwaysReadyHttp: 2
  alwaysReadyDurable: 2
  maximumInstances: 200
  instanceMemory: 2048
  httpConcurrency: 64
}
param weChatPayMerchants = [
  {
    id: '1900000001'
    appId: 'wx0000000000000001'
    serialNumber: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1'
    publicKeyId: 'PUB_KEY_ID_0119000000012024110100000000000001'
  }
]
// By the names of docs/settings.md, with __ for a colon. What is secret is named and never given: secret:NAME is read from the vault.
param settings = {
  Alipay__Apps__2021000000000001__PrivateKey: 'secret:alipay-2021000000000001-private-key'
  Alipay__Apps__2021000000000001__PublicKey: '-----BEGIN PUBLIC KEY-----\\n…\\n-----END PUBLIC KEY-----'
  Alipay__Apps__2021000000000001__SellerId: '2088000000000001'
  Alipay__Apps__2021000000000001__NotifyUrl: 'https://pay.example.com/api/callbacks/alipay'
}
param privateNetwork = true
param alertMails = ['payments-oncall@example.com']
param logDays = 365

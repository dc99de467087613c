// One way into one service from inside of the network.

@description('Name of the endpoint.')
param name string

@description('Region of the deployment.')
param location string

@description('Tags of every resource.')
param tags object

@description('The account or vault that is reached.')
param serviceId string

@description('Which of its services: blob, queue, table or vault.')
@allowed(['blob', 'queue', 'table', 'vault'])
param group string

@description('Subnet that the endpoint stands in.')
param subnetId string

@description('Private DNS zone of that service.')
param zoneId string

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: group
        properties: {
          privateLinkServiceId: serviceId
          groupIds: [group]
        }
      }
    ]
  }

  resource zone 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: group
          properties: { privateDnsZoneId: zoneId }
        }
      ]
    }
  }
}

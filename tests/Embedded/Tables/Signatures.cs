using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Data.Tables.Wire;

namespace PayFunctions.Tests.Embedded.Tables;

public class Signatures
{
    private const string Date = "Sat, 21 Nov 2026 08:00:00 GMT";

    // Made with: printf 'Sat, 21 Nov 2026 08:00:00 GMT\n/acct/Orders(PartitionKey=%%27it%%27%%27s%%27,RowKey=%%27r%%27)' |
    //   openssl dgst -sha256 -mac HMAC -macopt hexkey:000102030405060708090a0b0c0d0e0f -binary | base64
    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableSharedKeyPipelinePolicy.cs
    [Fact]
    public void A_request_is_signed_over_its_date_and_its_path_as_sent()
    {
        var policy = new SharedKeyPolicy("acct", "AAECAwQFBgcICQoLDA0ODw==", TimeProvider.System);
        var uri = new Uri("https://acct.table.core.windows.net/Orders(PartitionKey=%27it%27%27s%27,RowKey=%27r%27)?$select=A");

        var signature = policy.Sign(uri, Date);

        Assert.Equal("4z+4ruUKtZEyrFfNrB4Gh6SudMv3zrbdJbWxeCrRiwQ=", signature);
    }

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/AzureSasCredentialSynchronousPolicy.cs
    [Fact]
    public void A_shared_access_signature_joins_the_query_and_can_be_renewed()
    {
        var credential = new AzureSasCredential("?sv=1&sig=a%2Bb");
        var policy = new SasPolicy(credential);

        var plain = Send(policy, "https://acct.table.core.windows.net/Orders()");
        credential.Update("sv=2&sig=c");
        var queried = Send(policy, "https://acct.table.core.windows.net/Orders()?$top=1");

        Assert.Equal("?sv=1&sig=a%2Bb", plain.Query);
        Assert.Equal("?$top=1&sv=2&sig=c", queried.Query);
    }

    private static Uri Send(HttpPipelineSynchronousPolicy policy, string address)
    {
        var message = HttpPipelineBuilder.Build(new TableClientOptions()).CreateMessage();
        message.Request.Uri.Reset(new Uri(address));
        policy.OnSendingRequest(message);
        return message.Request.Uri.ToUri();
    }
}

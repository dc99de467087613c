using Azure.Data.Tables;
using Azure.Data.Tables.Wire;

namespace PayFunctions.Tests.Embedded.Tables;

public class ConnectionStrings
{
    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableConnectionString.cs
    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("AccountName=acct;AccountKey=AAAA", "https://acct.table.core.windows.net/")]
    [InlineData(
        "DefaultEndpointsProtocol=https;AccountName=acct;AccountKey=AAA=;EndpointSuffix=core.chinacloudapi.cn;",
        "https://acct.table.core.chinacloudapi.cn/")]
    [InlineData(
        "TableEndpoint=http://127.0.0.1:7/devstoreaccount1;AccountName=devstoreaccount1;AccountKey=AAAA;"
            + "TableSecondaryEndpoint=http://127.0.0.1:8/devstoreaccount1",
        "http://127.0.0.1:7/devstoreaccount1")]
    [InlineData(
        "TableEndpoint=https://acct.table.core.windows.net/;SharedAccessSignature=sv=1&sig=a%3D",
        "https://acct.table.core.windows.net/")]
    public void The_endpoint_is_stated_or_follows_from_the_account(string text, string endpoint) =>
        Assert.Equal(endpoint, ConnectionString.Parse(text).Endpoint.AbsoluteUri);

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableConnectionString.cs
    [Theory]
    [InlineData("AccountKey=c2VjcmV0")]
    [InlineData("AccountName=acct;TableEndpoint=https://acct.table.core.windows.net")]
    [InlineData("c2VjcmV0")]
    public void What_is_missing_is_named_and_no_secret_is_repeated(string text)
    {
        var e = Assert.Throws<FormatException>(() => new TableServiceClient(text));

        Assert.DoesNotContain("c2VjcmV0", e.Message, StringComparison.Ordinal);
    }
}

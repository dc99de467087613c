using System.Text;
using System.Text.Json;

namespace PayFunctions.Tests.Functions;

[Collection(nameof(AppCollection))]
public class CertificateRoutesTests(AppFixture world)
{
    [Fact]
    public async Task Certificates_are_listed_for_their_tenant_and_for_no_other()
    {
        using var renew = new HttpRequestMessage(HttpMethod.Post, "certificates/renew");
        var renewed = await world.App.SendAsync(renew);
        var ours = await world.App.GetAsync("certificates");
        using var asked = new HttpRequestMessage(HttpMethod.Get, "certificates");
        asked.Headers.Add("x-api-key", "the-key-of-acme-0001");
        var theirs = await world.App.SendAsync(asked);

        Assert.Equal((200, 200, 200), (renewed.Status, ours.Status, theirs.Status));
        Assert.Equal(2, renewed.Json.GetProperty("accounts").GetArrayLength());
        var platform = Assert.Single(
            Listed(ours), one => Text(one, "purpose") == "WeChatPayPlatform"
                && Text(one, "serial") == world.Provider.Certificates.Current.Serial);
        Assert.Equal(("Active", "wechatpay/1900000001"), (Text(platform, "state"), Text(platform, "account")));
        Assert.InRange(platform.GetProperty("daysLeft").GetDouble(), 1800, 1830);
        Assert.True(platform.TryGetProperty("lastRenewal", out _) && platform.TryGetProperty("nextCheck", out _));
        Assert.DoesNotContain(
            Listed(theirs), one => Text(one, "account")!.StartsWith("wechatpay/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"revoked":"not hex"}""", 400, "revoked")]
    [InlineData("""{"revoke":"5DEA"}""", 400, "revoke")]
    [InlineData("""{"revoked":"5DEA"}""", 200, "Unknown")]
    public async Task A_revocation_names_a_serial_and_is_told_what_became_of_it(string body, int status, string told)
    {
        using var renew = new HttpRequestMessage(HttpMethod.Post, "certificates/renew")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };

        var answer = await world.App.SendAsync(renew);

        Assert.Equal(status, answer.Status);
        Assert.Contains(told, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_left_are_a_metric()
    {
        var metrics = await world.App.GetAsync("metrics");

        Assert.Contains(
            "payfunctions_certificate_days_left{purpose=\"WeChatPayPlatform\"", metrics.Text, StringComparison.Ordinal);
    }

    private static JsonElement[] Listed(Answer answer) => [.. answer.Json.GetProperty("certificates").EnumerateArray()];

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}

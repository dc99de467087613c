namespace PayFunctions.Tests.Functions;

/// <summary>Changes of settings that are not to be had: since they change nothing, one app does for all of them.</summary>
public sealed class SettingsRefusalTests(SettingsFixture world) : IClassFixture<SettingsFixture>
{
    [Theory]
    [InlineData("Orders:LongestPoll", "-00:00:01", 422)]
    [InlineData("Orders:LongestPoll", "00:00:01", 422)] // Below Orders:FirstPoll.
    [InlineData("Edge:PerTenant:Burst", "many", 422)]
    [InlineData("WeChatPay:Merchants:1900000001:ApiV3Key", "x", 404)]
    [InlineData("Storage:Orders:0", "x", 404)]
    [InlineData("Tenants:acme:Keys:0", "x", 404)]
    [InlineData("Webhooks:AllowPrivateAddresses", "true", 404)]
    [InlineData("Reconciliation:SecondApproverAbove", "999999999", 404)]
    [InlineData("Edge:AllowedSources", "x", 404)]
    [InlineData("No:Such", "1", 404)]
    public async Task What_the_rules_refuse_and_what_is_no_knob_changes_nothing(string name, string value, int status)
    {
        var answer = await world.PutAsync(name, value);

        Assert.Equal(status, answer.Status);
        Assert.Equal("application/problem+json", answer.Type);
        Assert.All((await world.SettingsAsync()).Values, knob => Assert.NotEqual("knob", knob.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task Another_tenant_finds_no_settings()
    {
        Assert.Equal(404, await world.ForeignAsync("settings"));
        using var put = SettingsFixture.Put("Edge:RefusalsOfNote", "1");
        put.Headers.Add("x-api-key", "the-key-of-acme-0001");
        Assert.Equal(404, (await world.App.SendAsync(put)).Status);
    }
}

using PayFunctions.Infra.Webhooks;

namespace PayFunctions.Tests.Infra.Webhooks;

public class WebhookOptionsTests
{
    private const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    [Fact]
    public void The_defaults_are_as_they_should_be() => Assert.Empty(Wrong(_ => { }));

    public static TheoryData<string, Action<WebhookOptions>> Bad => new()
    {
        { "Webhooks:Secrets:0", options => options.Secrets.Add("whsec_short") },
        { "Webhooks:Secrets:1", options => Add(options.Secrets, Secret, Secret) },
        { "Webhooks:Secrets:2", options => Add(options.Secrets, Key('a'), Key('b'), Key('c')) },
        { "Webhooks:Tenants:acme:Secrets:0", options => options.Tenants["acme"] = new() { Secrets = { "" } } },
        { "Webhooks:Tenants:default", options => options.Tenants["default"] = new() },
        { "Webhooks:ConnectTimeout", options => options.ConnectTimeout = TimeSpan.Zero },
        { "Webhooks:TotalTimeout", options => options.TotalTimeout = TimeSpan.FromHours(1) },
        { "Webhooks:FirstRetry", options => options.FirstRetry = -TimeSpan.FromSeconds(1) },
        { "Webhooks:RetryGrowth", options => options.RetryGrowth = 0.5 },
        { "Webhooks:RetryGrowth", options => options.RetryGrowth = double.NaN },
        { "Webhooks:LongestRetry", options => options.LongestRetry = TimeSpan.Zero },
        { "Webhooks:RetryJitter", options => options.RetryJitter = 0.6 },
        { "Webhooks:GiveUpAfter", options => options.GiveUpAfter = TimeSpan.FromDays(31) },
        { "Webhooks:BreakerFailures", options => options.BreakerFailures = 0 },
        { "Webhooks:BreakerOpens", options => options.BreakerOpens = TimeSpan.Zero },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_can_not_be_is_named(string setting, Action<WebhookOptions> spoil)
    {
        var wrong = Assert.Single(Wrong(spoil));

        Assert.Contains(setting, wrong, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, wrong, StringComparison.Ordinal);
    }

    private static string[] Wrong(Action<WebhookOptions> spoil)
    {
        var options = new WebhookOptions();
        spoil(options);
        return [.. new WebhookOptionsRules().Validate(null, options).Failures ?? []];
    }

    private static void Add(IList<string> secrets, params string[] more) => Array.ForEach(more, secrets.Add);

    private static string Key(char of) => $"whsec_{Convert.ToBase64String([.. Enumerable.Repeat((byte)of, 24)])}";
}

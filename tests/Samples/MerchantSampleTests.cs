using PayFunctions.Tests.Docs;
using PayFunctions.Tests.Functions;

namespace PayFunctions.Tests.Samples;

/// <summary>The shop of <c>samples/Merchant</c>, as a process of its own, against the app and a simulated WeChat Pay.</summary>
[Collection(nameof(AppCollection))]
public sealed class MerchantSampleTests(AppFixture app)
{
    private const string Shop = "PayFunctions.Samples.Merchant.dll";

    [Fact]
    public async Task The_shop_sells_takes_the_signed_webhooks_and_refunds()
    {
        var (exitCode, said) = await BuiltProgram.RunAsync(Shop, Args(RunningApp.WebhookSecret, patience: 60));

        Assert.True(exitCode == 0, said);
        Assert.Matches("created   SHOP", said);
        Assert.Matches("verified  .+: order.paid, ", said);
        Assert.Matches("verified  .+: refund.succeeded, SHOP.+-R1", said);
        Assert.Matches("done      SHOP.+ is PartiallyRefunded", said);
    }

    [Fact]
    public async Task The_shop_takes_no_webhook_that_another_secret_signed()
    {
        var another = $"whsec_{Convert.ToBase64String(new byte[32])}";

        var said = "";
        // It waits for as long as it is told, and on a busy machine a webhook takes its time.
        for (var patience = 4; patience < 100 && !said.Contains("refused", StringComparison.Ordinal); patience *= 4)
        {
            (var exitCode, said) = await BuiltProgram.RunAsync(Shop, Args(another, patience));
            Assert.True(exitCode == 1, said);
            Assert.DoesNotContain("verified", said, StringComparison.Ordinal);
        }

        Assert.Contains("its signature does not hold", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shop_says_what_it_has_to_be_given()
    {
        var (exitCode, said) = await BuiltProgram.RunAsync(Shop, []);

        Assert.Equal((2, true), (exitCode, said.Contains("--key and --webhook-secret must be given", StringComparison.Ordinal)));
    }

    private string[] Args(string secret, int patience) =>
    [
        "--app", new Uri(app.App.Http.BaseAddress!, "/").AbsoluteUri, "--key", RunningApp.FunctionKey,
        "--webhook-secret", secret, "--listen", "http://127.0.0.1:0",
        "--pay-at", $"{app.Provider.Url}sim/pay/", "--patience-seconds", $"{patience}",
    ];
}

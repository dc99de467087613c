using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using PayFunctions.Sandbox.Apple;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Functions;

/// <summary>One app that takes tokens of a root of the tests' own, with an acquirer behind it.</summary>
public sealed class ApplePayFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    public const string MerchantId = "merchant.com.example";

    private readonly AppleAuthority _authority = new(DateTimeOffset.UtcNow);
    private SimulatedWeChatPay? _provider;
    private int _last;

    internal PayTo To { get; } = new(MerchantId, ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));

    internal ApplePayDevice Device { get; private set; } = null!;

    internal SimulatedAcquirer Acquirer { get; private set; } = null!;

    internal RunningApp App { get; private set; } = null!;

    internal string Storage => azurite.ConnectionString;

    public string NewOrderId() => $"AP-{Guid.NewGuid():N}"[..20] + Interlocked.Increment(ref _last);

    public async ValueTask InitializeAsync()
    {
        Device = new(_authority);
        Acquirer = await SimulatedAcquirer.StartAsync(TestContext.Current.CancellationToken);
        _provider = await SimulatedWeChatPay.StartAsync(new(), TestContext.Current.CancellationToken);
        App = await StartAsync(To.Key.ExportPkcs8PrivateKeyPem());
    }

    internal Task<RunningApp> StartAsync(string privateKey)
    {
        var section = $"ApplePay__Merchants__{MerchantId}__";
        return RunningApp.StartAsync(Storage, _provider!, new()
        {
            ["ApplePay__RootCertificates"] = _authority.RootPem,
            [section + "PrivateKeys__0"] = privateKey,
            [section + "Certificates__0"] =
                _authority.IssueProcessing(To, TimeSpan.FromDays(20)).ExportCertificatePem(),
            [section + "IdentityCertificate"] =
                _authority.IssueProcessing(To, TimeSpan.FromDays(700)).ExportCertificatePem(),
            [section + "AcquirerUrl"] = Acquirer.Url.AbsoluteUri,
            [section + "AcquirerKey"] = SimulatedAcquirer.Key,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Acquirer.DisposeAsync();
        if (_provider is not null) await _provider.DisposeAsync();
        _authority.Dispose();
    }
}

public class ApplePayRouteTests(ApplePayFixture world) : IClassFixture<ApplePayFixture>
{
    private readonly string _order = world.NewOrderId();

    [Fact]
    public async Task A_token_pays_its_order_once_and_nothing_of_the_card_is_kept()
    {
        await CreateAsync(_order);

        var paid = await PayAsync(_order, Token(1234));

        Assert.Equal((200, "Paid"), (paid.Status, await world.App.StateAsync(_order)));
        Assert.Equal(1, world.Acquirer.Of(_order)!.Asked);
        Assert.DoesNotContain(ApplePayDevice.AccountNumber, await EverythingStoredAsync(), StringComparison.Ordinal);
    }

    /// <summary>A cold start: the vault has not given the key yet, and may any moment.</summary>
    [Fact]
    public async Task A_token_whose_key_the_vault_has_not_given_yet_may_come_again()
    {
        await using var cold = await world.StartAsync(privateKey: "secret:applepay-processing");
        await CreateAsync(_order, cold);

        using var request = Request(_order, Token(1234));
        request.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        var answer = await cold.SendAsync(request);

        Assert.Equal((503, "2"), (answer.Status, answer.Header("Retry-After")));
        Assert.Null(world.Acquirer.Of(_order));
        Assert.Equal("AwaitingPayment", await cold.StateAsync(_order));
    }

    [Fact]
    public async Task Its_root_and_certificates_are_listed_with_the_days_that_are_left()
    {
        var listed = (await world.App.GetAsync("certificates")).Json.GetProperty("certificates").EnumerateArray()
            .ToLookup(one => one.GetProperty("purpose").GetString());

        var account = $"applepay/{ApplePayFixture.MerchantId}";
        Assert.Equal("applepay", Assert.Single(listed["AppleRoot"]).GetProperty("account").GetString());
        var processing = Assert.Single(listed["ApplePayProcessing"]);
        Assert.Equal((account, "Active"), (
            processing.GetProperty("account").GetString(), processing.GetProperty("state").GetString()));
        Assert.InRange(processing.GetProperty("daysLeft").GetDouble(), 19.9, 20);
        Assert.Equal(account, Assert.Single(listed["ApplePayIdentity"]).GetProperty("account").GetString());
        var metrics = await world.App.GetAsync("metrics");
        Assert.Contains("certificate_days_left{purpose=\"ApplePayProcessing\"", metrics.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_has_paid_one_order_pays_no_other()
    {
        var other = world.NewOrderId();
        await CreateAsync(_order);
        await CreateAsync(other);
        var token = Token(1234);
        await PayAsync(_order, token);

        var replayed = await PayAsync(other, token);
        var again = await PayAsync(_order, token);

        Assert.Equal((409, "token-used"), (replayed.Status, Kind(replayed)));
        Assert.Equal((409, "order-not-payable"), (again.Status, Kind(again)));
        Assert.Equal("AwaitingPayment", await world.App.StateAsync(other));
        Assert.Null(world.Acquirer.Of(other));
    }

    [Theory]
    [InlineData(1233, "156")]
    [InlineData(1234, "840")]
    [InlineData(1234, "999")]
    public async Task Another_amount_or_currency_than_the_orders_is_refused(long amount, string currency)
    {
        await CreateAsync(_order);

        var refused = await PayAsync(_order, Token(amount, currency));

        Assert.Equal((422, "other-amount"), (refused.Status, Kind(refused)));
        Assert.Null(world.Acquirer.Of(_order));
    }

    [Fact]
    public async Task A_forged_token_is_refused_and_the_rule_named()
    {
        await CreateAsync(_order);
        var token = Token(1234);
        token["header"]!["transactionId"] = new string('0', 64);

        var refused = await PayAsync(_order, token);

        Assert.Equal((422, "token-refused"), (refused.Status, Kind(refused)));
        Assert.Contains("bad-signature", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declined_token_leaves_the_order_to_another_one()
    {
        await CreateAsync(_order);
        var content = """
            {"applicationPrimaryAccountNumber":"9999990000009999","applicationExpirationDate":"301231",
             "currencyCode":"156","transactionAmount":1234,"paymentDataType":"3DSecure",
             "paymentData":{"onlinePaymentCryptogram":"AA=="}}
            """;

        var declined = await PayAsync(_order, Token(1234, plan: new() { Content = content }));
        var paid = await PayAsync(_order, Token(1234));

        Assert.Equal((422, "declined"), (declined.Status, Kind(declined)));
        Assert.Equal((200, "Paid"), (paid.Status, await world.App.StateAsync(_order)));
    }

    [Fact]
    public async Task Another_tenants_order_is_not_there()
    {
        await CreateAsync(_order);

        var answer = await PayAsync(_order, Token(1234), ("x-api-key", "the-key-of-acme-0001"));

        Assert.Equal((404, "no-such-order"), (answer.Status, Kind(answer)));
    }

    [Fact]
    public async Task The_same_request_under_its_key_gets_the_stored_answer_and_none_goes_without_a_key()
    {
        await CreateAsync(_order);
        var token = Token(1234);
        var key = $"{Guid.NewGuid()}";

        var first = await PayAsync(_order, token, ("Idempotency-Key", key));
        var second = await PayAsync(_order, token, ("Idempotency-Key", key));
        using var keyless = Request(_order, token);

        Assert.Equal((200, first.Text), (second.Status, second.Text));
        Assert.Equal("true", second.Header("Idempotent-Replayed"));
        Assert.Equal(400, (await world.App.SendAsync(keyless)).Status);
    }

    [Fact]
    public async Task A_field_that_is_not_known_is_named()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "applepay/payments")
        {
            Content = new StringContent("""{"orderId":"AP-000001","paymentData":{"header":{"key":"x"}}}"""),
        };
        request.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");

        Assert.Equal(["paymentData.header.key"], (await world.App.SendAsync(request)).Fields);
    }

    private JsonObject Token(long amount, string currency = "156", TokenPlan? plan = null) =>
        world.Device.Pay(world.To, amount, currency, DateTimeOffset.UtcNow, plan);

    private async Task CreateAsync(string orderId, RunningApp? app = null)
    {
        var body = $$"""
            {"orderId":"{{orderId}}","channel":"applepay","method":"token",
             "merchantId":"{{ApplePayFixture.MerchantId}}","description":"A pot of tea",
             "total":{"amount":1234,"currency":"CNY"} }
            """;
        Assert.Equal(201, (await (app ?? world.App).CreateAsync(body, orderId)).Status);
    }

    private async Task<Answer> PayAsync(string orderId, JsonObject token, params (string Name, string Value)[] headers)
    {
        using var request = Request(orderId, token);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        if (!request.Headers.Contains("Idempotency-Key")) request.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        return await world.App.SendAsync(request);
    }

    private static HttpRequestMessage Request(string orderId, JsonObject token) =>
        new(HttpMethod.Post, "applepay/payments")
        {
            Content = new StringContent(
                new JsonObject { ["orderId"] = orderId, ["paymentData"] = token.DeepClone() }.ToJsonString()),
        };

    private static string Kind(Answer answer) => answer.Json.GetProperty("type").GetString()!.Split(':')[^1];

    private async Task<string> EverythingStoredAsync()
    {
        var rows = new List<string>();
        var stop = TestContext.Current.CancellationToken;
        foreach (var table in new[] { "Orders", "Idempotency", "ApplePay", "Quarantine" })
        {
            await foreach (var row in new TableServiceClient(world.Storage).GetTableClient(table)
                .QueryAsync<TableEntity>(filter: (string?)null, cancellationToken: stop))
            {
                rows.AddRange(row.Columns().Select(column => column.Value is byte[] bytes
                    ? System.Text.Encoding.UTF8.GetString(bytes)
                    : $"{column.Value}"));
            }
        }

        return string.Join('\n', rows);
    }
}

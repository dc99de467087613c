using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Core;
using PayFunctions.Infra.Wallets;

namespace PayFunctions.Tests.Functions;

[Collection(nameof(AppCollection))]
public class WalletRoutesTests(AppFixture world)
{
    private readonly string _account = $"acc-{Guid.NewGuid():N}";

    private RunningApp App => world.App;

    [Fact]
    public async Task A_hold_is_tried_and_confirmed()
    {
        await FundAsync(100);

        var held = await HoldAsync("h1", 60);
        var between = await App.GetAsync($"wallets/{_account}");
        var confirmed = await PostAsync($"wallets/{_account}/holds/h1/confirm");

        Assert.Equal((201, "Held"), (held.Status, held.Json.GetProperty("state").GetString()));
        Assert.Equal((40, 60), Balance(between));
        Assert.Equal((200, "Confirmed"), (confirmed.Status, confirmed.Json.GetProperty("state").GetString()));
        Assert.Equal((40, 0), Balance(await App.GetAsync($"wallets/{_account}")));
    }

    [Fact]
    public async Task The_same_try_again_gets_the_stored_answer_and_holds_once()
    {
        await FundAsync(100);

        await HoldAsync("h1", 60);
        var again = await HoldAsync("h1", 60);

        Assert.Equal((201, "true"), (again.Status, again.Header("Idempotent-Replayed")));
        Assert.Equal((40, 60), Balance(await App.GetAsync($"wallets/{_account}")));
    }

    [Fact]
    public async Task An_empty_cancel_succeeds_and_blocks_the_late_try()
    {
        await FundAsync(100);

        var cancelled = await PostAsync($"wallets/{_account}/holds/h1/cancel");
        var tried = await HoldAsync("h1", 60);

        Assert.Equal((200, "Cancelled"), (cancelled.Status, cancelled.Json.GetProperty("state").GetString()));
        Assert.Equal(409, tried.Status);
        Assert.Equal((100, 0), Balance(await App.GetAsync($"wallets/{_account}")));
    }

    [Fact]
    public async Task More_than_there_is_is_refused_with_the_rule_and_the_number()
    {
        await FundAsync(100);

        var tried = await HoldAsync("h1", 101);

        Assert.Equal((422, "urn:payfunctions:problem:insufficient-balance"),
            (tried.Status, tried.Json.GetProperty("type").GetString()));
        Assert.Contains("100", tried.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"holdId":"h/1","amount":{"amount":1,"currency":"CNY"}}""", "holdId")]
    [InlineData("""{"holdId":"h1","amount":{"amount":0,"currency":"CNY"}}""", "amount.amount")]
    [InlineData("""{"holdId":"h1","amount":{"amount":1.5,"currency":"CNY"}}""", "amount.amount")]
    [InlineData("""{"holdId":"h1","amount":{"amount":1,"currency":"XYZ"}}""", "amount.currency")]
    [InlineData("""{"holdId":"h1","amount":{"amount":1,"currency":"CNY"},"expiresInSeconds":0}""", "expiresInSeconds")]
    [InlineData("""{"holdId":"h1","amount":{"amount":1,"currency":"CNY"},"extra":1}""", "extra")]
    public async Task A_bad_hold_names_its_field(string body, string field)
    {
        var answer = await PostAsync($"wallets/{_account}/holds", body, key: Guid.NewGuid().ToString());

        Assert.Equal(400, answer.Status);
        Assert.Equal([field], answer.Fields);
    }

    [Fact]
    public async Task An_account_that_nobody_opened_is_a_problem_of_404() =>
        Assert.Equal(404, (await App.GetAsync($"wallets/{_account}")).Status);

    private Task FundAsync(long amount) => App.Services.GetRequiredService<WalletBook>().TopUpAsync(
        "default", _account, new Money(amount, Currency.Cny), "order-1", TestContext.Current.CancellationToken);

    private Task<Answer> HoldAsync(string id, long amount) => PostAsync(
        $"wallets/{_account}/holds", $$$"""{"holdId":"{{{id}}}","amount":{"amount":{{{amount}}},"currency":"CNY"}}""",
        key: $"{_account}-{id}");

    private Task<Answer> PostAsync(string path, string body = "", string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return App.SendAsync(request);
    }

    private static (long Available, long Frozen) Balance(Answer answer) => (
        answer.Json.GetProperty("available").GetProperty("amount").GetInt64(),
        answer.Json.GetProperty("frozen").GetProperty("amount").GetInt64());
}

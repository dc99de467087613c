using Microsoft.Extensions.Options;
using PayFunctions.Edge;

namespace PayFunctions.Tests.Functions.OperatorConsole;

/// <summary>Keys of one person's own: what they open, whose orders they show, and by whose name they sign.</summary>
[Collection(nameof(AppCollection))]
public class PeopleTests(AppFixture world)
{
    private const string Rita = "the-key-of-rita-who-reads";
    private const string Ann = "the-key-of-ann-who-decides";
    private const string Otto = "the-key-of-otto-of-acme";

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["FunctionKeys__rita"] = Rita,
        ["Console__People__rita__Key"] = Rita,
        ["FunctionKeys__ann"] = Ann,
        ["Console__People__ann__Key"] = Ann,
        ["Console__People__ann__Role"] = "Operator",
        ["FunctionKeys__otto"] = Otto,
        ["Console__People__otto__Key"] = Otto,
        ["Console__People__otto__Role"] = "Operator",
        ["Console__People__otto__Tenant"] = "acme",
    };

    [Fact]
    public async Task A_reader_sees_everything_of_their_tenants_and_changes_nothing()
    {
        await using var app = await AppAsync();
        var orderId = world.NewOrderId();
        await app.CreateAsync(AppFixture.Body(orderId), orderId);

        var who = await AskAsync(app, Rita, HttpMethod.Get, "whoami");
        var read = await AskAsync(app, Rita, HttpMethod.Get, $"orders/{orderId}");
        var closed = await AskAsync(app, Rita, HttpMethod.Post, $"orders/{orderId}/close");
        var inQuery = await AskAsync(app, null, HttpMethod.Post, $"orders/{orderId}/close?code={Rita}");

        Assert.Equal(("Reader", "rita", "default"), (
            Text(who, "role"), Text(who, "name"), Text(who, "tenant")));
        Assert.Equal(200, read.Status);
        Assert.Equal((403, "urn:payfunctions:problem:read-only-key"), (closed.Status, Text(closed, "type")));
        Assert.Equal(403, inQuery.Status);
        Assert.Equal("AwaitingPayment", await app.StateAsync(orderId));
    }

    [Fact]
    public async Task A_person_of_one_tenant_sees_no_other_whatever_key_stands_beside()
    {
        await using var app = await AppAsync();
        var orderId = world.NewOrderId();
        await app.CreateAsync(AppFixture.Body(orderId), orderId);

        string[] paths = [$"orders/{orderId}", $"orders/{orderId}/diagnosis", $"orders/{orderId}/ledger", $"orders/{orderId}/webhooks"];
        foreach (var path in paths) Assert.Equal(404, (await AskAsync(app, Otto, HttpMethod.Get, path)).Status);
        Assert.Equal("""{"orders":[]}""", (await AskAsync(app, Otto, HttpMethod.Get, $"lookup/{orderId}")).Text);
        Assert.Equal(403, (await AskAsync(app, Otto, HttpMethod.Get, "metrics")).Status);
        Assert.Equal(200, (await AskAsync(app, Ann, HttpMethod.Get, "metrics")).Status);
        Assert.Equal(200, (await AskAsync(app, Otto, HttpMethod.Get, "whoami", beside: "the-key-of-acme-0001")).Status);
        Assert.Equal(401, (await AskAsync(app, Ann, HttpMethod.Get, $"orders/{orderId}", beside: "the-key-of-acme-0001")).Status);
        Assert.Equal(401, (await AskAsync(app, "no-key-of-anybody", HttpMethod.Get, "whoami")).Status);
    }

    [Fact]
    public async Task What_a_person_decides_is_signed_by_their_name_whatever_they_say()
    {
        await using var app = await AppAsync();
        var orderId = world.NewOrderId();
        await app.CreateAsync(AppFixture.Body(orderId), orderId);
        world.Provider.Pay(orderId, total: 1);
        var id = await QuarantinedAsync(app, orderId);

        var resolved = await AskAsync(
            app, Ann, HttpMethod.Post, $"quarantine/{id}/resolve", """{"action":"dismiss","reason":"a test","by":"the boss"}""");

        Assert.True(resolved.Status == 200, resolved.Text);
        Assert.Equal("ann", resolved.Json.GetProperty("resolution").GetProperty("by").GetString());
    }

    [Theory]
    [InlineData("ann", "short", Role.Reader, "default", "Console:People:ann:Key is not 16 to 255 characters")]
    [InlineData("ann", "a-key-that-is-long-enough", (Role)7, "default", "Console:People:ann:Role is no role")]
    [InlineData("ann", "a-key-that-is-long-enough", Role.Reader, "a/b", "Console:People:ann:Tenant")]
    [InlineData("rita", Ann, Role.Reader, "default", "is given twice")]
    public void What_makes_no_sense_is_named_and_no_key_is_told(string name, string key, Role role, string tenant, string problem)
    {
        var options = new ConsoleOptions();
        if (name != "ann") options.People["ann"] = new() { Key = Ann };
        options.People[name] = new() { Key = key, Role = role, Tenant = tenant };

        var said = new ConsoleOptionsRules().Validate(null, options);

        Assert.Contains(problem, Assert.Single(said.Failures!), StringComparison.Ordinal);
        Assert.DoesNotContain(key, said.FailureMessage, StringComparison.Ordinal);
    }

    private Task<RunningApp> AppAsync() => RunningApp.StartAsync(world.Storage, world.Provider, Settings);

    private static async Task<string> QuarantinedAsync(RunningApp app, string orderId)
    {
        var id = "";
        await Eventually.TrueAsync(async () =>
        {
            var there = (await app.GetAsync("quarantine")).Json.GetProperty("entries").EnumerateArray()
                .FirstOrDefault(one => one.GetProperty("orderId").GetString() == orderId);
            if (there.ValueKind == System.Text.Json.JsonValueKind.Object) id = there.GetProperty("id").GetString()!;
            return id.Length > 0;
        });
        return id;
    }

    private static async Task<Answer> AskAsync(
        RunningApp app, string? key, HttpMethod method, string path, string? body = null, string? beside = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null) request.Headers.Add("x-functions-key", key);
        if (beside is not null) request.Headers.Add("x-api-key", beside);
        if (method == HttpMethod.Post) request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        if (body is not null) request.Content = new StringContent(body, null, "application/json");
        using var response = await app.Stranger.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    private static string? Text(Answer answer, string name) => answer.Json.GetProperty(name).GetString();
}

using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PayFunctions.Sandbox.Apple;

/// <summary>An authorization as the simulated acquirer holds it.</summary>
/// <param name="Asked">How often it was asked for.</param>
public sealed record Authorization(string Outcome, string? TransactionId, long Amount, string Currency, int Asked);

/// <summary>The bank's gateway on this machine: one authorization an order, asked for as often as one likes.</summary>
public sealed class SimulatedAcquirer : IAsyncDisposable
{
    public const string Key = "key-of-the-sandbox-acquirer";

    private const string DeclinedCryptogram = "DECLINE";

    private readonly ConcurrentDictionary<string, Authorization> _held = new();
    private readonly WebApplication _server;
    private int _last;

    private SimulatedAcquirer(WebApplication server) => _server = server;

    public Uri Url { get; private set; } = null!;

    public static async Task<SimulatedAcquirer> StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var acquirer = new SimulatedAcquirer(server);
        server.MapPut("/authorizations/{number}", acquirer.AuthorizeAsync);
        server.MapGet("/authorizations/{number}", acquirer.Find);
        server.MapDelete("/authorizations/{number}", acquirer.Close);
        await server.StartAsync(cancellation);
        acquirer.Url = new Uri(server.Urls.Single() + "/");
        return acquirer;
    }

    /// <summary>Null: nothing was ever asked for under that number.</summary>
    public Authorization? Of(string number) => _held.GetValueOrDefault(number);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<IResult> AuthorizeAsync(string number, HttpRequest request)
    {
        if (request.Headers.Authorization != $"Bearer {Key}") return Results.Unauthorized();
        using var body = await JsonDocument.ParseAsync(request.Body);
        var (asked, token) = (body.RootElement, body.RootElement.GetProperty("networkToken"));
        var isCard = token.GetProperty("number").GetString() == ApplePayDevice.AccountNumber;
        var declined = !isCard || token.GetProperty("cryptogram").GetString() == DeclinedCryptogram;
        var wanted = new Authorization(
            declined ? "declined" : "approved", declined ? null : $"AQ{Interlocked.Increment(ref _last):D10}",
            asked.GetProperty("amount").GetInt64(), asked.GetProperty("currency").GetString()!, 1);
        var held = _held.AddOrUpdate(
            number, wanted,
            (_, before) => before.Outcome == "declined" ? wanted : before with { Asked = before.Asked + 1 });
        return Tell(held);
    }

    private IResult Find(string number) => Of(number) is { } held ? Tell(held) : Results.NotFound();

    private IResult Close(string number) => Tell(_held.AddOrUpdate(
        number, new Authorization("closed", null, 0, "", 0),
        (_, before) => before.Outcome == "approved" ? before : before with { Outcome = "closed" }));

    private static IResult Tell(Authorization held) => Results.Json(
        new { outcome = held.Outcome, transactionId = held.TransactionId, code = held.Outcome });
}

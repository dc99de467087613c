using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>What scenarios of a day's reconciliation ask of the app, by the door that a merchant's own people use.</summary>
internal static class DaySteps
{
    public static async Task StartDayAsync(this SandboxWorld world, string channel, DateOnly day, CancellationToken cancellation)
    {
        var answer = await world.Merchant.PostAsync(
            Path(channel, day), new JsonObject(), $"reconcile-{Guid.NewGuid():N}", cancellation);
        Expect.True($"{channel}: 202", answer.Status == 202, answer);
    }

    /// <summary>All of the day, but for those that came to nothing.</summary>
    public static async Task<List<JsonElement>> DayDifferencesAsync(
        this SandboxWorld world, string channel, DateOnly day, CancellationToken cancellation) =>
        [.. (await GetAsync(world, $"{Path(channel, day)}/differences", "differences", cancellation))
            .GetProperty("differences").EnumerateArray().Where(one => Text(one, "state") != "Gone")];

    /// <summary>Until nothing is planned that needs nobody's word.</summary>
    public static Task<List<JsonElement>> DecidedByRulesAsync(
        this SandboxWorld world, string channel, DateOnly day, CancellationToken cancellation) =>
        OrderSteps.UntilAsync(
            $"{channel}: the rules' repairs", () => world.DayDifferencesAsync(channel, day, cancellation),
            found => found.TrueForAll(one => Text(one, "state") is not ("Planned" or "Approved")), found => found.Count, cancellation);

    public static async Task ApproveDifferenceAsync(
        this SandboxWorld world, string channel, DateOnly day, string id, CancellationToken cancellation)
    {
        var answer = await world.Merchant.PostAsync(
            $"{Path(channel, day)}/differences/{id}/approve", new JsonObject { ["by"] = "Ann", ["reason"] = "seen and known" },
            $"approve-{id}", cancellation);
        Expect.True($"{channel} {id}: approved", answer.Status == 200, answer);
    }

    /// <summary>Settled, and nobody has to do anything about it any more.</summary>
    public static async Task<JsonElement> DaySettledAsync(
        this SandboxWorld world, string channel, DateOnly day, int number, CancellationToken cancellation)
    {
        var run = await world.UntilDayAsync(
            channel, day, run => run.GetProperty("run").GetInt32() == number && Text(run, "state") is "Settled" or "Aborted", cancellation);
        Expect.True($"{channel}, run {number}: settled, nothing open",
            Text(run, "state") == "Settled" && run.GetProperty("open").GetInt32() == 0, run);
        return run;
    }

    public static Task<JsonElement> UntilDayAsync(
        this SandboxWorld world, string channel, DateOnly day, Func<JsonElement, bool> holds, CancellationToken cancellation) =>
        OrderSteps.UntilAsync(
            $"{channel}: as far as that", () => GetAsync(world, Path(channel, day), "state", cancellation), holds, run => run, cancellation);

    /// <summary>A figure of what the first comparison found, or the second left.</summary>
    public static long Figure(this JsonElement run, string when, string name) => run.GetProperty(when).GetProperty(name).GetInt64();

    public static string Path(string channel, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"reconciliations/{channel}/{day:yyyy-MM-dd}");

    public static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;

    /// <summary>A storage that is busy for a moment is asked again.</summary>
    private static async Task<JsonElement> GetAsync(
        SandboxWorld world, string path, string property, CancellationToken cancellation) =>
        (await OrderSteps.UntilAsync(
            $"GET {path}", () => world.Merchant.GetAsync(path, cancellation),
            answer => answer.Status == 200 && answer.Body.TryGetProperty(property, out _), answer => answer, cancellation)).Body;
}

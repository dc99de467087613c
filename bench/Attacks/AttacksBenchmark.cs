using System.CommandLine;
using System.Text.Json;
using PayFunctions.Bench.World;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.World;
using Spectre.Console;

namespace PayFunctions.Bench.Attacks;

/// <summary>What do slow senders, thousands of idle connections, endless bodies and bombs of headers cost the others, and the app in memory?</summary>
/// <remarks>Against the app's own process on the embedded host; in Azure, App Service's front ends stand before it.</remarks>
internal static class AttacksBenchmark
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(Turn.Of(8000, 200));

    public static Command Command()
    {
        var command = new Command("attacks", "Slow senders, idle connections, large bodies, header bombs: memory, and a healthy client's p99.");
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var world = await SandboxWorld.StartAsync(WorldPace.Real, Console.WriteLine, cancellation);
        var order = await world.CreateAsync(cancellation);
        var captured = await CapturedCallback.OfAsync(world.WeChatPay.SealPayment(order), cancellation);
        var callback = RawConnection.Post(
            world.AppUrl, captured.Url.AbsolutePath, captured.Type, captured.Body,
            captured.Headers.Select(header => (header.Key, header.Value.First())));
        using var healthy = new Healthy(world.AppUrl, callback, world.App.Id);
        await healthy.DuringAsync(Nothing, Quiet, cancellation); // Compiled and warm.

        var spans = new List<(string Name, HealthySpan Before, HealthySpan During)>();
        foreach (var attack in Attack.All)
        {
            var before = await healthy.DuringAsync(Nothing, Quiet, cancellation);
            var during = await healthy.DuringAsync(held => attack.RunAsync(world.AppUrl, held, cancellation), Quiet, cancellation);
            spans.Add((attack.Name, before, during));
        }

        Report(spans);
        world.DeleteFolder();
        return 0;
    }

    private static Task<AttackOutcome> Nothing(Action<bool> held) => Task.FromResult(AttackOutcome.Nothing);

    private static void Report(List<(string Name, HealthySpan Before, HealthySpan During)> spans)
    {
        var table = new Table().AddColumns(
            "attack", "opened", "ended by the app", "told", "MB sent", "app's MB before / peak / after", "healthy p50 ms before / during",
            "healthy p99 ms before / during", "while they were opened");
        var figures = new Dictionary<string, double>();
        foreach (var (name, before, during) in spans)
        {
            var attack = during.Attack;
            table.AddRow(
                name, $"{attack.Opened}", $"{attack.Closed}", string.Join(", ", attack.Told.Select(told => $"{told.Key} x {told.Value}")),
                $"{attack.BytesSent / (1024.0 * 1024):F1}", $"{during.MegabytesBefore:F0} / {during.MegabytesPeak:F0} / {during.MegabytesAfter:F0}",
                $"{before.Median:F1} / {during.Median:F1}", $"{before.P99:F1} / {during.P99:F1}",
                during.OpeningP99 is { } opening ? $"{opening:F1}" : "");
            figures[$"{name}_opened"] = attack.Opened;
            figures[$"{name}_closed"] = attack.Closed;
            figures[$"{name}_sent_mb"] = Math.Round(attack.BytesSent / (1024.0 * 1024), 1);
            figures[$"{name}_rss_before_mb"] = Math.Round(during.MegabytesBefore, 1);
            figures[$"{name}_rss_peak_mb"] = Math.Round(during.MegabytesPeak, 1);
            figures[$"{name}_rss_after_mb"] = Math.Round(during.MegabytesAfter, 1);
            figures[$"{name}_p99_before_ms"] = Math.Round(before.P99, 2);
            figures[$"{name}_p99_during_ms"] = Math.Round(during.P99, 2);
            figures[$"{name}_p50_ratio"] = Math.Round(during.Median / before.Median, 2);
            figures[$"{name}_p99_ratio"] = Math.Round(during.P99 / before.P99, 2);
            figures[$"{name}_healthy_calls"] = during.Calls; // Each was answered 200, or this would have ended.
            if (during.OpeningP99 is { } opened) figures[$"{name}_p99_openedopened_ms"] = Math.Round(opened, 2);
        }

        AnsiConsole.Write(table);
        Console.WriteLine("A healthy client's ratio is that of its figure during the attack to the one right before it; attackers and app share this machine.");
        Console.WriteLine(JsonSerializer.Serialize(figures));
    }
}

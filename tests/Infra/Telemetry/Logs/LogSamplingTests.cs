using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Telemetry.Logs;
using PayFunctions.Orders;

namespace PayFunctions.Tests.Infra.Telemetry.Logs;

public class LogSamplingTests
{
    private const string Ours = "PayFunctions.Orders";
    private const int Routine = 3001;
    private const int MoneyMoved = 3000;

    /// <summary>Words that lines about money, refusals and operators are named by.</summary>
    private static readonly string[] NeverLeftOut =
        ["Moved", "Reserved", "Refused", "Resolved", "Repaired", "ReleaseAsked", "Probe", "RunMoved", "Promoted", "OperatorActed"];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 250)]
    [InlineData(1, 1000)]
    public void The_share_of_routine_lines_is_kept_that_the_settings_name(double rate, int kept)
    {
        var sampling = Sampling.Of(new() { Rate = rate });

        var lines = Enumerable.Range(0, 1000).Count(_ => sampling.Keeps(LogLevel.Information, Ours, Routine, null));

        Assert.InRange(lines, kept - 10, kept + 10);
    }

    [Theory]
    [InlineData(LogLevel.Information, Ours, MoneyMoved)]
    [InlineData(LogLevel.Warning, Ours, Routine)]
    [InlineData(LogLevel.Error, "Microsoft.AspNetCore", 1)]
    [InlineData(LogLevel.Information, Ours, 999_999)]
    public void Money_warnings_errors_and_what_is_new_are_kept_at_any_rate(LogLevel level, string category, int id)
    {
        var sampling = Sampling.Of(new() { Rate = 0 });

        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(sampling.Keeps(level, category, id, null)));
    }

    [Fact]
    public void Of_one_trace_all_routine_lines_are_kept_or_none()
    {
        var sampling = Sampling.Of(new() { Rate = 0.5 });
        var traces = Enumerable.Range(0, 200).Select(_ => Ended()).ToArray();

        var kept = traces.Select(trace => Enumerable.Range(0, 5)
            .Count(_ => sampling.Keeps(LogLevel.Information, Ours, Routine, trace))).ToArray();

        Assert.All(kept, lines => Assert.Contains(lines, (int[])[0, 5]));
        Assert.InRange(kept.Count(lines => lines > 0), 50, 150);
    }

    [Fact]
    public void Of_the_bands_of_load_that_apply_the_lowest_rate_counts()
    {
        var options = new LogOptions { Rate = 0.9 };
        options.Bands.Add(new() { CpuAbove = 2, Rate = 0.1 }); // More than all processors: never.
        Assert.Equal(0.9, Sampling.Of(options).RateNow());

        options.Bands.Add(new() { QueueAbove = -1, Rate = 0.5 }); // Always.
        options.Bands.Add(new() { QueueAbove = -1, Rate = 0.3 });
        Assert.Equal(0.3, Sampling.Of(options).RateNow());
    }

    [Fact]
    public void No_line_about_money_a_refusal_or_an_operator_may_be_left_out()
    {
        var left = Logged().Where(one => RoutineLines.Has(one.Level, Ours, one.Id)).ToArray();

        Assert.NotEmpty(left);
        Assert.All(left, one => Assert.DoesNotContain(one.Name, NeverLeftOut));
        Assert.All(left, one => Assert.DoesNotContain("refused", one.Message, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Rate", "1.1")]
    [InlineData("Bands:0:Rate", "-1")]
    public void What_the_settings_may_not_be_is_told_by_its_whole_name(string setting, string value)
    {
        var options = new LogOptions();
        if (setting == "Rate") options.Rate = double.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        else options.Bands.Add(new() { CpuAbove = 0.8, Rate = -1 });

        var wrong = new LogOptionsRules().Validate(null, options);

        Assert.Contains($"Telemetry:Logs:{setting}", Assert.Single(wrong.Failures!), StringComparison.Ordinal);
    }

    /// <summary>Of a trace of its own, since none stands around it.</summary>
    private static Activity Ended()
    {
        using var span = new Activity("one").SetIdFormat(ActivityIdFormat.W3C).Start();
        return span;
    }

    private static IEnumerable<(int Id, LogLevel Level, string Name, string Message)> Logged() =>
        from assembly in new[] { typeof(OrderBook).Assembly, typeof(OrderLifecycle).Assembly }
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        let message = method.GetCustomAttribute<LoggerMessageAttribute>()
        where message is not null
        select (message.EventId, message.Level, message.EventName ?? method.Name, message.Message);
}

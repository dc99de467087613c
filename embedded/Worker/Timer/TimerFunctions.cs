using Microsoft.Azure.Functions.Worker.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>The app's timer functions: they start once all else has, and end before what they use.</summary>
internal sealed class TimerFunctions : IHostedLifecycleService, IDisposable
{
    private const string ZoneSetting = "WEBSITE_TIME_ZONE";

    private readonly CancellationTokenSource _stop = new();
    private readonly TimerFunction[] _timers;
    private Task _loops = Task.CompletedTask;

    public TimerFunctions(
        IReadOnlyList<DiscoveredFunction> functions, FunctionInvoker invoker, TimerMonitor monitor,
        IConfiguration configuration, TimeProvider clock, ILogger<TimerFunctions> log)
    {
        var zone = Zone(configuration[ZoneSetting]);
        _timers =
        [
            .. from function in functions
               where function.Trigger is TimerTriggerAttribute
               let schedule = Read(function, configuration, zone, clock)
               select new TimerFunction(function, schedule, invoker, monitor, clock, log),
        ];
    }

    /// <summary>Runs the function at once, or after the run that goes on.</summary>
    /// <returns>False where no timer function has the name.</returns>
    public bool RunNow(string name)
    {
        var timer = Array.Find(_timers, timer => timer.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        timer?.RunNow();
        return timer is not null;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _loops = Task.WhenAll(_timers.Select(
            timer => Task.Run(() => timer.LoopAsync(_stop.Token), CancellationToken.None)));
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => _stop.CancelAsync();

    public Task StopAsync(CancellationToken cancellationToken) => _loops.WaitAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stop.Dispose();

    private static Schedule Read(
        DiscoveredFunction function, IConfiguration configuration, TimeZoneInfo zone, TimeProvider clock)
    {
        function.MustTake<TimerInfo>();
        var text = Placeholders.Resolve(((TimerTriggerAttribute)function.Trigger).Schedule, configuration);
        try
        {
            return Schedule.Read(text, zone, clock.GetUtcNow());
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException(
                $"Function '{function.Name}': the schedule '{text}' does not read: {e.Message}. "
                + "An example: 0 */5 * * * *", e);
        }
    }

    private static TimeZoneInfo Zone(string? name)
    {
        if (string.IsNullOrEmpty(name)) return TimeZoneInfo.Utc;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new InvalidOperationException(
                $"{ZoneSetting} is '{name}', which is no time zone here. An example: Asia/Shanghai.");
    }
}

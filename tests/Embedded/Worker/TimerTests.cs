using System.Net;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Embedded.Worker;

public sealed class TimerTests : IDisposable
{
    private const string WithMaster = """{"Values":{"FunctionKeys:master":"over-all"}}""";
    private const int SampleTimersCount = 2;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly DateTime April = new(2026, 4, 1, 3, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime July = new(2026, 7, 1, 3, 0, 0, DateTimeKind.Utc);

    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 3, 31, 12, 0, 0, TimeSpan.Zero));
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("payfunctions-timers-");

    // azure-webjobs-sdk-extensions: src/WebJobs.Extensions/Extensions/Timers/Listener/TimerListener.cs,
    // Scheduling/ScheduleMonitor.cs
    [Fact]
    public async Task A_function_runs_when_its_time_comes_and_again_when_it_comes_again()
    {
        await using var app = await StartAsync();
        var runs = app.Services.GetRequiredService<TimerRuns>().Of("Quarterly");

        Advance(to: April);
        var first = await runs.ReadAsync(Cancellation);
        Assert.False(first.IsPastDue);

        Advance(to: April.AddDays(29)); // A long wait is waited for in parts.
        Advance(to: April.AddDays(58));
        Advance(to: April.AddDays(87));
        Advance(to: July);
        var second = await runs.ReadAsync(Cancellation);
        Assert.False(second.IsPastDue);
    }

    // azure-webjobs-sdk-extensions: src/WebJobs.Extensions/Extensions/Timers/Listener/TimerListener.cs,
    // Scheduling/ScheduleMonitor.cs
    [Fact]
    public async Task A_run_that_was_missed_while_the_host_was_down_comes_late_and_once()
    {
        await using (await StartAsync()) Settle();
        _clock.Advance(April.AddHours(9) - _clock.GetUtcNow().UtcDateTime);

        await using (var late = await StartAsync())
        {
            var made = await late.Services.GetRequiredService<TimerRuns>().Of("Quarterly").ReadAsync(Cancellation);
            Assert.True(made.IsPastDue);
            Settle();
        }

        await using var third = await StartAsync();
        Settle();
        Assert.False(third.Services.GetRequiredService<TimerRuns>().Of("Quarterly").TryRead(out _));
    }

    // azure-webjobs-sdk-extensions: src/WebJobs.Extensions/Extensions/Timers/Listener/TimerListener.cs,
    // Scheduling/ScheduleMonitor.cs
    [Fact]
    public async Task What_comes_more_than_once_a_minute_keeps_no_status_and_is_not_made_up_for()
    {
        await using (await StartAsync()) Settle();

        Assert.Equal(["Quarterly.json"], _root.GetFiles("*.json", SearchOption.AllDirectories)
            .Where(file => file.Directory!.Name == "timers").Select(file => file.Name));
    }

    // azure-functions-host: src/WebJobs.Script.WebHost/Controllers/FunctionsController.cs (Invoke), and
    // TimerListener.cs: one run at a time
    [Fact]
    public async Task A_run_that_is_asked_for_never_overlaps_the_one_that_goes_on()
    {
        await using var app = await StartAsync();
        var runs = app.Services.GetRequiredService<TimerRuns>();
        Settle();
        runs.Gate = new TaskCompletionSource();

        Assert.Equal(HttpStatusCode.Accepted, await AskAsync(app, "Quarterly"));
        await runs.Of("Quarterly").ReadAsync(Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, await AskAsync(app, "quarterly"));
        Assert.Equal(HttpStatusCode.Accepted, await AskAsync(app, "quarterly")); // Gets the run that waits already.
        runs.Gate.SetResult();
        await runs.Of("Quarterly").ReadAsync(Cancellation);
        Settle();

        Assert.False(runs.Of("Quarterly").TryRead(out _));
        Assert.Equal(1, runs.MostAtOnce);
    }

    // azure-webjobs-sdk-extensions: src/WebJobs.Extensions/Extensions/Timers/Listener/TimerListener.cs,
    // Scheduling/ScheduleMonitor.cs
    [Fact]
    public async Task A_run_that_fails_does_not_end_the_schedule()
    {
        await using var app = await StartAsync();
        var runs = app.Services.GetRequiredService<TimerRuns>();
        runs.Fails = true;

        Advance(to: April);
        await runs.Of("Quarterly").ReadAsync(Cancellation);
        Settle();

        Assert.Equal(HttpStatusCode.Accepted, await AskAsync(app, "Quarterly"));
        await runs.Of("Quarterly").ReadAsync(Cancellation);
    }

    // azure-functions-host: src/WebJobs.Script.WebHost/Controllers/FunctionsController.cs (Invoke)
    [Theory]
    [InlineData("Quarterly", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("Nobody", "over-all", HttpStatusCode.NotFound)]
    [InlineData("Echo", "over-all", HttpStatusCode.NotFound)] // No timer function.
    public async Task Only_the_master_key_asks_and_only_for_a_timer_function(
        string name, string key, HttpStatusCode status)
    {
        await using var app = await StartAsync();

        Assert.Equal(status, await AskAsync(app, name, key));
    }

    public void Dispose() => _root.Delete(recursive: true);

    private Task<SampleApp> StartAsync() => SampleApp.StartAsync(UseClock, localSettings: WithMaster, root: _root);

    private void UseClock(FunctionsApplicationBuilder builder) => builder.Services.AddSingleton<TimeProvider>(_clock);

    // Every timer function waits for its time again: what ran has ended.
    private void Settle() => Assert.True(
        SpinWait.SpinUntil(() => _clock.Waiting == SampleTimersCount, TimeSpan.FromSeconds(30)), "No timer waits.");

    private void Advance(DateTime to)
    {
        Settle();
        _clock.Advance(to - _clock.GetUtcNow().UtcDateTime);
    }

    private static async Task<HttpStatusCode> AskAsync(SampleApp app, string name, string key = "over-all")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/admin/functions/{name}");
        request.Headers.Add("x-functions-key", key);
        using var answer = await app.Client.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }
}

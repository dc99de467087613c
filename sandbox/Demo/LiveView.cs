using System.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PayFunctions.Sandbox.Demo;

/// <summary>A table that grows with each scenario, with the running ones' seconds ticking below a bar.</summary>
internal sealed class LiveView(IAnsiConsole console, int scenarios) : IDemoView
{
    private const int BarWidth = 40;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(120);

    private readonly Lock _gate = new();
    private readonly List<ScenarioResult> _results = [];
    private readonly Dictionary<Scenario, long> _running = [];
    private string _said = "starting";

    public Task RunAsync(Func<Task> work) =>
        console.Live(Draw()).AutoClear(true).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Top)
            .StartAsync(async live =>
            {
                using var tick = new PeriodicTimer(Tick);
                var running = work();
                while (!running.IsCompleted)
                {
                    live.UpdateTarget(Draw());
                    await Task.WhenAny(running, tick.WaitForNextTickAsync().AsTask());
                }

                await running;
            });

    public void Say(string what)
    {
        lock (_gate) _said = what;
    }

    public void Began(Scenario scenario)
    {
        lock (_gate) _running[scenario] = Stopwatch.GetTimestamp();
    }

    public void Ended(ScenarioResult result)
    {
        lock (_gate)
        {
            _results.Add(result);
            _running.Remove(result.Scenario);
        }
    }

    private Rows Draw()
    {
        lock (_gate)
        {
            var done = BarWidth * _results.Count / Math.Max(1, scenarios);
            var bar = new string('█', done) + new string('░', BarWidth - done);
            return new Rows(
            [
                .. _results.Select(result => (IRenderable)new Markup(ResultTable.Line(result))),
                new Markup($"[blue]{bar}[/] {_results.Count} of {scenarios}"),
                .. _running.Count == 0 ? [Grey(_said)] : _running.Select(one => Grey(
                    $"{one.Key.Name}: {one.Key.Title} ({Stopwatch.GetElapsedTime(one.Value).TotalSeconds:0.0} s)")),
            ]);
        }
    }

    private static Markup Grey(string text) => new($"[grey]{Markup.Escape(text)}[/]");
}

using System.Diagnostics;
using System.Net;

namespace PayFunctions.Sandbox.World;

/// <summary>The function app as a process of its own, started again on the same port after a kill.</summary>
public sealed class AppProcess : IDisposable
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan ExitWithin = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly Lock _logGate = new();

    private AppProcess(ProcessStartInfo start, string logPath)
    {
        _log = new(logPath, append: true) { AutoFlush = true };
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Write(line.Data);
        _process.ErrorDataReceived += (_, line) => Write(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts <c>dotnet PayFunctions.dll --port N</c> with the settings as its environment.</summary>
    public static AppProcess Start(int port, IReadOnlyDictionary<string, string> settings, string logPath)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "PayFunctions.dll"));
        start.ArgumentList.Add("--port");
        start.ArgumentList.Add($"{port}");
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return new(start, logPath);
    }

    /// <summary>Waits for the first healthy answer.</summary>
    /// <returns>Null once it is healthy; else why it will not be.</returns>
    public async Task<string?> HealthProblemAsync(Uri health, TimeSpan within, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        using var pace = new PeriodicTimer(AskAgainAfter);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < within && !HasExited)
        {
            if (await IsHealthyAsync(http, health, cancellation)) return null;
            await pace.WaitForNextTickAsync(cancellation);
        }

        return HasExited
            ? $"The app ended with exit code {_process.ExitCode} before it was healthy."
            : $"The app was not healthy within {within.TotalSeconds:0} s.";
    }

    /// <summary>SIGKILL: no goodbye, nothing flushed.</summary>
    public void Kill()
    {
        if (!_process.HasExited) _process.Kill();
    }

    public void Dispose()
    {
        Kill();
        _process.WaitForExit(ExitWithin);
        _process.Dispose();
        lock (_logGate) _log.Dispose();
    }

    private static async Task<bool> IsHealthyAsync(HttpClient http, Uri health, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(health, cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (
            e is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return false; // Not listening yet.
        }
    }

    private void Write(string? line)
    {
        if (line is null) return;
        lock (_logGate) _log.WriteLine(line);
    }
}

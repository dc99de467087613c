using System.ComponentModel;
using System.Diagnostics;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Azurite;

/// <summary>One life of Azurite under Node.</summary>
internal sealed class NodeProcess : IDisposable
{
    // The table service "successfully started", the blob service "successfully listens".
    private const string Started = " successfully ";
    private const int LinesKept = 20;
    private const int TriesForAFreePort = 3;
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    // Azurite closes in good order on SIGINT alone, and nothing tells it that its parent was killed.
    // The end of standard input says both, on every system; the timer is for a close that hangs.
    // Three quarters of its start go into loading the telemetry that --disableTelemetry then leaves unused: it gets an empty
    // module instead, which nothing looks into.
    private const string Launcher =
        "process.stdin.resume().on('end', () => { process.emit('SIGINT'); setTimeout(() => process.exit(0), 8000).unref(); });"
        + "const modules = require('module'), load = modules._load;"
        + "modules._load = (name, ...others) => name === 'applicationinsights' ? {} : load.call(modules, name, ...others);"
        + "require(process.argv[1]);";

    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _lines = new();

    private NodeProcess(Process process) => _process = process;

    internal static async Task<NodeProcess> StartAsync(
        string script, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var node = new NodeProcess(new Process
        {
            StartInfo = new ProcessStartInfo("node", ["-e", Launcher, "--", script, .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        });
        node.Start();
        try
        {
            await node._ready.Task.WaitAsync(StartsWithin, cancellation);
            return node;
        }
        catch
        {
            node.Kill();
            node.Dispose();
            throw;
        }
    }

    /// <summary>On the given port, or on a free one of its choice.</summary>
    internal static async Task<(NodeProcess Node, int Port)> StartAsync(
        string script, Func<int, IEnumerable<string>> arguments, int? port, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            var chosen = port ?? LoopbackPort.Free();
            try
            {
                return (await StartAsync(script, arguments(chosen), cancellation), chosen);
            }
            catch (InvalidOperationException e) when (
                port is null && tries < TriesForAFreePort && e.Message.Contains("EADDRINUSE", StringComparison.Ordinal))
            {
                // Somebody else was faster; the next port is another one.
            }
        }
    }

    internal async Task StopAsync(TimeSpan within, CancellationToken cancellation)
    {
        if (_process.HasExited) return;

        _process.StandardInput.Close();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(within);
        try
        {
            await _process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    internal void Kill()
    {
        if (_process.HasExited) return;
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose() => _process.Dispose();

    private void Start()
    {
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        try
        {
            _process.Start();
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(NpmFolder.NodeMissing, e);
        }

        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _ = TellOfEndAsync();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (_lines)
        {
            if (_lines.Count == LinesKept) _lines.Dequeue();
            _lines.Enqueue(line);
        }

        if (line.Contains(Started, StringComparison.Ordinal)) _ready.TrySetResult();
    }

    // Once it has ended its output has been heard in full, so that the error can repeat what it said.
    private async Task TellOfEndAsync()
    {
        await _process.WaitForExitAsync();
        lock (_lines)
        {
            _ready.TrySetException(new InvalidOperationException(
                $"Azurite ended before it answered: {string.Join(Environment.NewLine, _lines)}"));
        }
    }
}

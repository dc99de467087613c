namespace PayFunctions.Infra.Telemetry.Otlp;

/// <summary>Records that wait to be sent, encoded: bounded, and nobody waits for room in it.</summary>
/// <remarks>
/// They are sent every so often, and sooner once they fill a request. What a collector refused, or did not answer in time, is
/// counted as lost.
/// </remarks>
internal sealed class OtlpQueue : IAsyncDisposable
{
    /// <summary>As many as the OpenTelemetry SDKs send at once.</summary>
    private const int BatchMax = 512;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _due = new(0);
    private readonly CancellationTokenSource _patience = new();
    private readonly QueueRoom _room;
    private readonly OtlpClient _client;
    private readonly TelemetryOptions _options;
    private readonly byte[] _resource;
    private readonly Queue<OtlpBatch> _full = new();
    private readonly Stack<OtlpBatch> _spare = new(); // No more than the queue has places for.
    private readonly WireWriter _request = new();
    private readonly Task _sending;
    private OtlpBatch _filling = new();
    private bool _isClosed;

    public OtlpQueue(QueueRoom room, OtlpClient client, TelemetryOptions options)
    {
        (_room, _client, _options) = (room, client, options);
        _resource = OtlpResource.Of(options);
        _sending = Task.Run(SendAsync);
    }

    /// <summary>Before a record is encoded: there is a place for it.</summary>
    /// <returns>False: it is dropped, and counted.</returns>
    public bool TryTake() => _room.TryTake();

    /// <summary>A record whose place is taken.</summary>
    public void Add(string scope, ReadOnlySpan<byte> record)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                _room.Close(); // Nobody sends any more.
                return;
            }

            _filling.Add(scope, record);
            if (_filling.Count < BatchMax) return;
            _full.Enqueue(_filling);
            _filling = Fresh();
            _due.Release();
        }
    }

    /// <summary>What waits is sent, within the time that one sending may take; what is left then is counted as lost.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isClosed) return;
            _isClosed = true;
        }

        _patience.CancelAfter(_options.SendWithin);
        _due.Release();
        await _sending;
        _room.Close();
        _client.Dispose();
        _due.Dispose();
        _patience.Dispose();
    }

    private async Task SendAsync()
    {
        for (var isLast = false; !isLast;)
        {
            await _due.WaitAsync(_options.SendEvery);
            isLast = Volatile.Read(ref _isClosed);
            while (!_patience.IsCancellationRequested && Next() is { } batch) await SendAsync(batch);
        }
    }

    private async Task SendAsync(OtlpBatch batch)
    {
        _request.Clear();
        batch.WriteTo(_request, _resource);
        if (await _client.SendAsync(_request.Written, _patience.Token)) _room.Sent(batch.Count);
        else _room.NotTaken(batch.Count);
        batch.Clear();
        lock (_gate) _spare.Push(batch);
    }

    /// <returns>Null: nothing waits.</returns>
    private OtlpBatch? Next()
    {
        lock (_gate)
        {
            if (_full.TryDequeue(out var batch)) return batch;
            if (_filling.Count == 0) return null;
            batch = _filling;
            _filling = Fresh();
            return batch;
        }
    }

    private OtlpBatch Fresh() => _spare.TryPop(out var batch) ? batch : new();
}

namespace Microsoft.DurableTask.Journal;

/// <summary>Appends records in the order they were given; whoever waits first writes for everybody who waits.</summary>
internal sealed class JournalWriter(Segment segment, bool fsync) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Batch> _closed = new();
    private Segment _segment = segment;
    private Batch? _filling;
    private Batch? _beingWritten;
    private bool _writing;
    private JournalStoppedException? _failure;

    /// <summary>Places a record behind all earlier ones; <see cref="CommitAsync"/> sees it written.</summary>
    public Batch Append(ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (_failure is not null) throw _failure;
            _filling ??= new(_segment);
            Frame.Write(_filling.Bytes, payload);
            EngineMeter.Appends.Add(1);
            return _filling;
        }
    }

    /// <summary>Returns once the record has been handed to the system, and to the disk where fsync is set.</summary>
    public Task CommitAsync(Batch batch)
    {
        lock (_gate)
        {
            if (_writing || batch.Written.IsCompleted) return batch.Written;
            _writing = true;
        }

        WriteUntil(batch);
        return batch.Written;
    }

    /// <summary>Everything appended so far stays in the segment until now; what comes goes to the next one.</summary>
    public Segment Rotate(Segment next)
    {
        lock (_gate)
        {
            if (_filling is not null) _closed.Enqueue(_filling);
            _filling = null;
            var last = _segment;
            _segment = next;
            return last;
        }
    }

    public async Task DrainAsync()
    {
        if (Waiting() is { } last) await CommitAsync(last);
    }

    public void Dispose() => _segment.Dispose();

    private Batch? Waiting()
    {
        lock (_gate) return _filling ?? _closed.LastOrDefault() ?? _beingWritten;
    }

    // The writer serves its own batch and those before it, then hands the pen on: nobody writes for others for ever.
    private void WriteUntil(Batch own)
    {
        while (!own.Written.IsCompleted) WriteNext();
        if (LayDownPen()) return;
        ThreadPool.UnsafeQueueUserWorkItem(static writer => writer.WriteRest(), this, preferLocal: false);
    }

    private void WriteRest()
    {
        do WriteNext();
        while (!LayDownPen());
    }

    private bool LayDownPen()
    {
        lock (_gate)
        {
            _writing = _filling is not null || _closed.Count > 0;
            return !_writing;
        }
    }

    private void WriteNext()
    {
        var batch = TakeNext();
        try
        {
            if (_failure is not null) throw _failure;
            batch.Target.Append(batch.Bytes.WrittenSpan);
            if (fsync) batch.Target.FlushToDisk();
            EngineMeter.Writes.Add(1);
            EngineMeter.Bytes.Add(batch.Bytes.WrittenCount);
            batch.Succeed();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException
            or JournalStoppedException)
        {
            _failure ??= e as JournalStoppedException ?? new(e);
            batch.Fail(_failure);
        }
    }

    private Batch TakeNext()
    {
        lock (_gate)
        {
            if (_closed.TryDequeue(out _beingWritten)) return _beingWritten;
            _beingWritten = _filling!;
            _filling = null;
            return _beingWritten;
        }
    }
}

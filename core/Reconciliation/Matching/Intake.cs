namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Reads every source to its end, all threads at once, into the partitions.</summary>
internal sealed class Intake
{
    private readonly Feed[] _feeds;
    private readonly ReconcilerOptions _options;
    private readonly ReconciliationProgress _progress;

    public Intake(ReconciliationInput input, ReconcilerOptions options, ReconciliationProgress progress)
    {
        _feeds = [.. input.Here.Select(one => new Feed(one, Side.Here)), .. input.There.Select(one => new Feed(one, Side.There))];
        (_options, _progress) = (options, progress);
    }

    /// <summary>One thread's part. It keeps to a source of its own for as long as there is one.</summary>
    public void Read(int worker, PartitionSet partitions, ChunkPool pool, Coverage coverage, CancellationToken cancellation)
    {
        var buffers = new[] { new LaneBuffers(partitions, pool, Side.Here), new LaneBuffers(partitions, pool, Side.There) };
        MovementLane[] lanes =
        [
            new(buffers[(int)Side.Here], coverage.Here.In, null),
            new(buffers[(int)Side.There], coverage.There.In, _options.Merchants),
        ];
        while (NextPortion(worker) is var (feed, portion))
        {
            using (portion)
            {
                cancellation.ThrowIfCancellationRequested();
                var tally = coverage.Of(feed.Side).In;
                var before = tally.Rows;
                if (portion.ReadInto(lanes[(int)feed.Side]) is { } refusal) feed.Refuse(refusal);
                _progress.Read(tally.Rows - before);
            }
        }

        foreach (var buffer in buffers) buffer.Close();
    }

    /// <summary>Once all threads have ended: the first refusal, by the order of sources and lines.</summary>
    public BillRefusal? Finish()
    {
        BillRefusal? first = null;
        foreach (var feed in _feeds) first ??= feed.Finish();
        return first;
    }

    private (Feed Feed, IMovementPortion Portion)? NextPortion(int worker)
    {
        while (true)
        {
            Feed? busy = null;
            for (var i = 0; i < _feeds.Length; i++)
            {
                var feed = _feeds[(worker + i) % _feeds.Length];
                if (feed.IsDone) continue;
                if (feed.TryTake(out var portion))
                {
                    if (portion is not null) return (feed, portion);
                }
                else
                {
                    busy ??= feed;
                }
            }

            if (busy is null) return null;
            if (busy.Take() is { } next) return (busy, next);
        }
    }

    private sealed class Feed(IMovementSource source, Side side)
    {
        private readonly Lock _lock = new();
        private volatile bool _isDone;
        private BillRefusal? _refusal;

        public Side Side => side;

        public bool IsDone => _isDone;

        /// <summary>False when another thread is at it.</summary>
        public bool TryTake(out IMovementPortion? portion)
        {
            portion = null;
            if (!_lock.TryEnter()) return false;
            try
            {
                portion = Next();
                return true;
            }
            finally
            {
                _lock.Exit();
            }
        }

        public IMovementPortion? Take()
        {
            lock (_lock) return Next();
        }

        /// <summary>Portions before this one are in other hands already, so the first line of all will be told.</summary>
        public void Refuse(BillRefusal refusal)
        {
            lock (_lock)
            {
                if (_refusal is null || refusal.Line < _refusal.Line) _refusal = refusal;
            }

            _isDone = true;
        }

        public BillRefusal? Finish() => _refusal ?? source.Finish();

        private IMovementPortion? Next()
        {
            if (_isDone) return null;
            var portion = source.Next();
            _isDone = portion is null;
            return portion;
        }
    }
}

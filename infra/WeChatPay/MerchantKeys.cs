namespace PayFunctions.Infra.WeChatPay;

/// <summary>A merchant's own keys: the one that signs, and those it took over from, while they may still be
/// named.</summary>
internal sealed class MerchantKeys(RequestSigner? first) : IDisposable
{
    private readonly Lock _gate = new();
    private (RequestSigner Signer, DateTimeOffset Until)[] _former = [];
    private RequestSigner? _current = first;

    /// <summary>The key that signs; null until one has been found.</summary>
    public RequestSigner? Current => Volatile.Read(ref _current);

    /// <summary>The key that signed before, while it may still; null past the overlap.</summary>
    public RequestSigner? Former(DateTimeOffset now)
    {
        var former = Volatile.Read(ref _former);
        return former.Length > 0 && now <= former[^1].Until ? former[^1].Signer : null;
    }

    /// <summary>Whether that serial is one of the merchant's own, now or of late.</summary>
    public bool IsOwn(string serial)
    {
        if (Current is { } current && Serials.Same(serial, current.Serial)) return true;
        foreach (var (signer, _) in Volatile.Read(ref _former))
            if (Serials.Same(serial, signer.Serial)) return true;
        return false;
    }

    /// <summary>The key signs from now on. The one before is kept for the overlap: it may be signing just
    /// now.</summary>
    public void Replace(RequestSigner next, DateTimeOffset now, TimeSpan overlap)
    {
        lock (_gate)
        {
            if (_current is { } before) Volatile.Write(ref _former, [.. _former, (before, now + overlap)]);
            Volatile.Write(ref _current, next);
        }
    }

    /// <summary>Overwrites the keys whose overlap is over.</summary>
    public void Retire(DateTimeOffset now)
    {
        lock (_gate)
        {
            var over = _former.Where(one => one.Until < now).ToList();
            if (over.Count == 0) return;
            Volatile.Write(ref _former, [.. _former.Where(one => one.Until >= now)]);
            foreach (var (signer, _) in over) signer.Dispose();
        }
    }

    public void Dispose()
    {
        Retire(DateTimeOffset.MaxValue);
        lock (_gate) Interlocked.Exchange(ref _current, null)?.Dispose();
    }
}

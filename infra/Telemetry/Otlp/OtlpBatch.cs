namespace PayFunctions.Infra.Telemetry.Otlp;

/// <summary>Records of one signal that go to the collector in one request, each beside those of its scope.</summary>
internal sealed class OtlpBatch
{
    private readonly Dictionary<string, WireWriter> _scopes = [];

    public int Count { get; private set; }

    /// <param name="scope">Who tells it: the source of spans, the category of lines.</param>
    public void Add(string scope, ReadOnlySpan<byte> record)
    {
        if (!_scopes.TryGetValue(scope, out var records)) _scopes.Add(scope, records = new());
        records.Bytes(2, record);
        Count++;
    }

    public void Clear()
    {
        foreach (var records in _scopes.Values) records.Clear();
        Count = 0;
    }

    public void WriteTo(WireWriter request, ReadOnlySpan<byte> resource)
    {
        var all = request.Begin(1);
        request.Bytes(1, resource);
        foreach (var (name, records) in _scopes)
        {
            if (records.Length == 0) continue;
            var scope = request.Begin(2);
            request.Scope(name);
            request.Append(records.Written.Span);
            request.End(scope);
        }

        request.End(all);
    }
}

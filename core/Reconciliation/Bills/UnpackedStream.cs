namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Unpacks, and stops at what unpacks to too much or ends too soon.</summary>
internal sealed class UnpackedStream : ReadOnlyStream
{
    private const long AlwaysAllowed = 16 << 20;

    private readonly Stream _inner;
    private readonly Func<long> _packed;
    private readonly Func<long> _told;
    private readonly BillExpectation _expectation;
    private long _bytes;

    /// <summary>A compressed stream; gzip tells its length in its last four bytes, modulo 2^32.</summary>
    public UnpackedStream(Stream inner, PackedStream packed, BillExpectation expectation, bool isGzip)
    {
        (_inner, _expectation) = (inner, expectation);
        _packed = () => packed.BytesRead;
        _told = () => isGzip ? packed.LastFour : _bytes & uint.MaxValue;
    }

    /// <summary>An archive's entry, whose lengths are told before it.</summary>
    public UnpackedStream(Stream inner, long packed, long told, BillExpectation expectation)
    {
        (_inner, _expectation) = (inner, expectation);
        _packed = () => packed;
        _told = () => told & uint.MaxValue;
    }

    /// <exception cref="InvalidDataException">What came out is not what was packed.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = _inner.Read(buffer);
        _bytes += read;
        if (read == 0 && buffer.Length > 0 && (_bytes & uint.MaxValue) != _told())
            throw new InvalidDataException($"it ends after {_bytes} bytes, and tells of another length");
        if (_bytes > AlwaysAllowed && _bytes > _packed() * _expectation.UnpackedRatioMax)
            throw new InvalidDataException($"it unpacks to more than {_expectation.UnpackedRatioMax} times its size");
        return read;
    }
}

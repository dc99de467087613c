using System.Security.Cryptography;

namespace PayFunctions.Infra.Vault;

/// <summary>A secret in memory that the collector never moves or copies, and that is overwritten with zeros once it is
/// done with.</summary>
public sealed class SecretBytes : IDisposable
{
    private readonly byte[] _bytes;
    private int _disposed;

    public SecretBytes(int length) => _bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true);

    /// <summary>A copy of them; what they were copied from is the caller's to clear.</summary>
    public SecretBytes(ReadOnlySpan<byte> bytes)
        : this(bytes.Length) => bytes.CopyTo(_bytes);

    ~SecretBytes() => CryptographicOperations.ZeroMemory(_bytes);

    public int Length => _bytes.Length;

    /// <summary>The bytes themselves; not to be kept.</summary>
    /// <exception cref="ObjectDisposedException">They are zeros by now.</exception>
    public Span<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
            return _bytes;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        CryptographicOperations.ZeroMemory(_bytes);
        GC.SuppressFinalize(this);
    }

    /// <summary>Nothing of it.</summary>
    public override string ToString() => "(secret)";
}

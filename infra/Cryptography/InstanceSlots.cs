namespace PayFunctions.Infra.Cryptography;

/// <summary>A fixed number of instances of a type that is not safe for use by two threads, rented without a
/// lock.</summary>
/// <remarks>
/// RSA and AesGcm promise nothing to concurrent callers. All instances are made up front, so the bytes a key was
/// imported from need not be kept. As many slots as processors: more could not run, and a renter holds one for
/// microseconds.
/// </remarks>
internal sealed class InstanceSlots<T> where T : class
{
    private readonly T?[] _slots;
    private bool _isClosed;

    public InstanceSlots(Func<T> make)
    {
        _slots = new T[Math.Max(2, Environment.ProcessorCount)];
        for (var i = 0; i < _slots.Length; i++) _slots[i] = make();
    }

    /// <summary>Takes every instance out as it comes back, for whoever disposes of them. Nobody may rent any
    /// more.</summary>
    public IEnumerable<T> TakeAll()
    {
        Volatile.Write(ref _isClosed, true);
        for (var i = 0; i < _slots.Length; i++)
        {
            var wait = new SpinWait();
            T? instance;
            while ((instance = Interlocked.Exchange(ref _slots[i], null)) is null) wait.SpinOnce();
            yield return instance;
        }
    }

    /// <exception cref="ObjectDisposedException">They have been taken out.</exception>
    public Lease Rent()
    {
        var wait = new SpinWait();
        var first = Environment.CurrentManagedThreadId % _slots.Length;
        while (true)
        {
            for (var i = 0; i < _slots.Length; i++)
            {
                ref var slot = ref _slots[(first + i) % _slots.Length];
                if (Interlocked.Exchange(ref slot, null) is { } instance) return new(ref slot, instance);
            }
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _isClosed), this);
            wait.SpinOnce();
        }
    }

    /// <summary>One instance, ours until disposed.</summary>
    public readonly ref struct Lease(ref T? slot, T instance)
    {
        private readonly ref T? _slot = ref slot;

        public T Instance { get; } = instance;

        public void Dispose() => Volatile.Write(ref _slot, Instance);
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Repairs;

/// <summary>
/// The name of a difference within its day: the same in every run that finds it, so that what was decided of it stands.
/// </summary>
public static class DifferenceId
{
    private const int Chars = 16;

    /// <summary>Of what is the matter with which movement, and of the amounts: another amount is another difference.</summary>
    public static string Of(DifferenceRow difference)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = [(byte)difference.Kind, (byte)difference.First.Kind, (byte)difference.Here.Count];
        hash.AppendData(head);
        if (difference.Books != ComparedBooks.LedgerAndBill) hash.AppendData([(byte)difference.Books]);
        foreach (var row in difference.Here) Append(hash, row);
        foreach (var row in difference.There) Append(hash, row);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Chars];
    }

    private static void Append(IncrementalHash hash, MovementRow row)
    {
        Span<byte> amount = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(amount, row.Amount);
        hash.AppendData(amount);
        foreach (var text in (ReadOnlySpan<string>)[row.OrderId, row.Reference, row.ProviderId])
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData("|"u8);
        }
    }
}

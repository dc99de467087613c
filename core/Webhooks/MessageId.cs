using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Webhooks;

/// <summary>
/// A message's id: made from what it is about, so that every delivery of it carries the same, and no other has it.
/// </summary>
public static class MessageId
{
    public const string Prefix = "msg_";

    private const int DigestBytes = 16;

    /// <remarks>It has no full stop, which parts what is signed; the tenant's length keeps its border clear.</remarks>
    public static string Of(OrderKey order, int sequence)
    {
        var digest = Digest($"{order.Tenant.Length}:{order.Tenant}|{sequence}|{order.OrderId}");
        return Prefix + Convert.ToHexStringLower(digest, 0, DigestBytes);
    }

    /// <summary>A number that the message's own timing is drawn from: the same on every replay.</summary>
    public static ulong Seed(string messageId) => BinaryPrimitives.ReadUInt64LittleEndian(Digest($"{messageId}"));

    private static byte[] Digest(FormattableString text) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture)));
}

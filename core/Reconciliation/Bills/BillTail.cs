using System.Text;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>The lines after a bill's last movement.</summary>
internal sealed class BillTail(byte[] bytes, Encoding encoding)
{
    public IReadOnlyList<string> Lines { get; } = encoding.GetString(bytes)
        .Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0).ToArray();
}

using System.Security.Cryptography;
using System.Text;

namespace PresignKit.SigV4.Verification;

/// <summary>Step: comparing secrets, in a time that does not reveal where they differ.</summary>
internal static class ConstantTime
{
    internal static bool AreEqual(string? received, string? expected)
    {
        if (received is null || expected is null)
        {
            return received is null && expected is null;
        }

        return AreEqual(received, Encoding.UTF8.GetBytes(expected));
    }

    internal static bool AreEqual(string received, ReadOnlySpan<byte> expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(received), expected);
}

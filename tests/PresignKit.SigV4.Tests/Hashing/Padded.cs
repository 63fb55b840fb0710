using PresignKit.SigV4.Hashing;

namespace PresignKit.SigV4.Tests.Hashing;

/// <summary>A message with its padding, as the compressions expect it.</summary>
internal static class Padded
{
    public static byte[] Of(byte[] message)
    {
        var padded = new byte[Sha256Padding.PaddedLength(message.Length)];
        message.CopyTo(padded, 0);
        Sha256Padding.Fill(padded.AsSpan(message.Length), message.Length);
        return padded;
    }
}

namespace PresignKit.Torture;

/// <summary>Random bytes of many sizes. Most are small; some need several parts.</summary>
internal static class Payload
{
    public const int PartSize = 5 * 1024 * 1024;

    public static byte[] Small(Random random) => Bytes(random, random.Next(8) switch
    {
        0 => 0,
        1 => 1,
        2 => random.Next(64 * 1024, 1024 * 1024),
        _ => random.Next(1, 64 * 1024),
    });

    /// <summary>The parts of one object: mostly one small part, sometimes several, of which all but the last have the minimum size.</summary>
    public static IReadOnlyList<byte[]> Parts(Random random)
    {
        var full = random.Next(10) == 0 ? random.Next(1, 3) : 0;
        return [.. Enumerable.Range(0, full).Select(_ => Bytes(random, PartSize)), Bytes(random, random.Next(1, 64 * 1024))];
    }

    public static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    public static byte[] Join(IEnumerable<byte[]> parts) => [.. parts.SelectMany(part => part)];
}

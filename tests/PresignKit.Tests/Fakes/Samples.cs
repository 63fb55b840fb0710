namespace PresignKit.Tests.Fakes;

/// <summary>Small files with the first bytes of real ones.</summary>
internal static class Samples
{
    public static byte[] Mp4(int length = 64)
    {
        var file = new byte[length];
        ((byte[])[0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0, .. "isommp42"u8]).CopyTo(file, 0);
        return file;
    }

    public static byte[] Html(int length = 64)
    {
        var file = new byte[length];
        Array.Fill(file, (byte)' ');
        "<!doctype html><script>alert(1)</script>"u8.CopyTo(file);
        return file;
    }
}

namespace PresignKit.Completion.FileFormats;

/// <summary>RIFF and its 64-bit forms: a form type after the size.</summary>
internal static class Riff
{
    public static bool IsWave(ReadOnlySpan<byte> start) =>
        IsForm(start, "RIFF"u8, "WAVE"u8) || IsForm(start, "RF64"u8, "WAVE"u8) || IsForm(start, "BW64"u8, "WAVE"u8);

    public static bool IsAvi(ReadOnlySpan<byte> start) => IsForm(start, "RIFF"u8, "AVI "u8);

    public static bool IsWebP(ReadOnlySpan<byte> start) => IsForm(start, "RIFF"u8, "WEBP"u8);

    private static bool IsForm(ReadOnlySpan<byte> start, ReadOnlySpan<byte> container, ReadOnlySpan<byte> form) =>
        start.Length >= 12 && start.StartsWith(container) && start[8..].StartsWith(form);
}

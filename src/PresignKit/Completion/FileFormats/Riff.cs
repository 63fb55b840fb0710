using System.Buffers.Binary;

namespace PresignKit.Completion.FileFormats;

/// <summary>RIFF: a form type after the size, then chunks.</summary>
internal static class Riff
{
    private const ushort MpegLayer3 = 0x55;

    /// <summary>Whether a WAV file contains MP3, as some programs write it with the extension <c>.mp3</c>.</summary>
    public static bool IsMpegInWave(ReadOnlySpan<byte> start)
    {
        if (start.Length < 12 || !start.StartsWith("RIFF"u8) || !start[8..].StartsWith("WAVE"u8))
        {
            return false;
        }

        var format = start.IndexOf("fmt "u8);
        return format >= 0 && format + 10 <= start.Length && BinaryPrimitives.ReadUInt16LittleEndian(start[(format + 8)..]) == MpegLayer3;
    }
}

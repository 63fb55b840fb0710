namespace PresignKit.LocalS3.Storage;

/// <summary>A range of bytes in an immutable body file. An object's body is a list of these, so completing a multipart
/// upload and copying an object move no bytes.</summary>
internal readonly record struct BodySegment(string File, long Offset, long Length)
{
    /// <summary>The part of <paramref name="segments"/> that covers <paramref name="length"/> bytes from <paramref name="offset"/>.</summary>
    public static IReadOnlyList<BodySegment> Slice(IReadOnlyList<BodySegment> segments, long offset, long length)
    {
        var slice = new List<BodySegment>();
        foreach (var segment in segments)
        {
            if (length == 0)
            {
                break;
            }

            if (offset >= segment.Length)
            {
                offset -= segment.Length;
                continue;
            }

            var taken = Math.Min(length, segment.Length - offset);
            slice.Add(new BodySegment(segment.File, segment.Offset + offset, taken));
            length -= taken;
            offset = 0;
        }

        return slice;
    }
}

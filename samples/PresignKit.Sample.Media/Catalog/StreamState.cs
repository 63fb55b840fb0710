namespace PresignKit.Sample.Media.Catalog;

/// <summary>Whether a video has a stream.</summary>
internal enum StreamState
{
    /// <summary>None is made: ffmpeg was not installed when the video was uploaded, cannot read it, or has failed for a day.</summary>
    None = 0,

    /// <summary>One is being made, or will be.</summary>
    Waiting = 1,

    /// <summary>It can be played.</summary>
    Ready = 2,
}

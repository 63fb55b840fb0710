namespace PresignKit.LocalS3.Faults;

/// <summary>The kinds of faults.</summary>
internal enum FaultKind
{
    Answer,
    Reset,
    CutReply,
    Delay,
    Throttle,
}

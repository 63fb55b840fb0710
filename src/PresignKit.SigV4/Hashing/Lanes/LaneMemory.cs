using System.Runtime.InteropServices;

namespace PresignKit.SigV4.Hashing.Lanes;

/// <summary>
/// The vectors that one thread works on: states, schedules, and the text of hashes. Their addresses are multiples of 64, because accessing a
/// vector that crosses a cache line takes twice as long, and the array is pinned, so that they stay that way.
/// </summary>
internal sealed class LaneMemory
{
    /// <summary>The maximum number of lanes that are processed at the same time.</summary>
    internal const int MaxLanes = 32;

    private const int Alignment = 64;
    private const int StateWords = Sha256Constants.WordsOfState * MaxLanes;
    private const int ScheduleWords = Sha256Constants.Rounds * MaxLanes;
    private const int TextWords = Sha256Constants.WordsOfBlock * MaxLanes;

    [ThreadStatic]
    private static LaneMemory? t_current;

    private readonly uint[] _words =
        GC.AllocateUninitializedArray<uint>(StateWords + StateWords + StateWords + ScheduleWords + TextWords + (Alignment / sizeof(uint)), pinned: true);

    private readonly int _start;

    private LaneMemory()
    {
        var past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_words, 0) & (Alignment - 1));
        _start = past == 0 ? 0 : (Alignment - past) / sizeof(uint);
    }

    /// <summary>The memory of the current thread.</summary>
    internal static LaneMemory Current => t_current ??= new();

    /// <summary>The blocks that were the same in all lanes.</summary>
    internal AlikeBlocks Alike { get; } = new();

    /// <summary>The states: eight vectors for each group.</summary>
    internal ref uint States => ref _words[_start];

    /// <summary>The states in the middle of a block.</summary>
    internal ref uint Between => ref _words[_start + StateWords];

    /// <summary>The hashes that are finished before those of other lanes.</summary>
    internal ref uint Hashes => ref _words[_start + (2 * StateWords)];

    /// <summary>The schedules: 64 vectors for each group.</summary>
    internal ref uint Schedules => ref _words[_start + (3 * StateWords)];

    /// <summary>The texts: sixteen vectors for each group.</summary>
    internal ref uint Texts => ref _words[_start + (3 * StateWords) + ScheduleWords];
}

using System.Buffers;
using System.Collections.Immutable;
using PresignKit.Providers;
using PresignKit.SigV4;

namespace PresignKit.S3.Signing;

/// <summary>
/// Objects with query parameters of their own, as the signing core requires, in pooled arrays: a window of a batch at a time, so that they stay in the
/// processor's cache.
/// </summary>
internal readonly ref struct AccessObjects
{
    /// <summary>How many objects a window has.</summary>
    public const int Window = 128;

    private readonly PresignObject[] _objects;
    private readonly NameValue[] _parameters;
    private readonly ImmutableArray<NameValue> _facts;

    private AccessObjects(ImmutableArray<NameValue> facts) => (_facts, _objects, _parameters) = (
        facts, ArrayPool<PresignObject>.Shared.Rent(Window), ArrayPool<NameValue>.Shared.Rent(Window * AccessParameters.Count));

    /// <summary>Whether there are any, and they differ only in the object and its query parameters.</summary>
    public static bool HaveTermsInCommon(ReadOnlySpan<AccessSpecification> specifications)
    {
        foreach (ref readonly var specification in specifications)
        {
            ref readonly var first = ref specifications[0];
            if (specification.Access != first.Access || specification.SignedAt != first.SignedAt || specification.Lifetime != first.Lifetime)
            {
                return false;
            }
        }

        return !specifications.IsEmpty;
    }

    public static AccessObjects Rent(ImmutableArray<NameValue> facts) => new(facts);

    /// <summary>Fills the window with as many objects as it has room for.</summary>
    public ReadOnlySpan<PresignObject> Fill(ReadOnlySpan<AccessSpecification> specifications)
    {
        var count = Math.Min(specifications.Length, Window);
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            var written = OverrideParameters.Write(specifications[i], _facts, _parameters.AsSpan(next));
            _objects[i] = new(specifications[i].Key.Value, _parameters.AsMemory(next, written));
            next += written;
        }

        return _objects.AsSpan(0, count);
    }

    // Keys and file names must not be kept alive by the next renter of the arrays.
    public void Return()
    {
        ArrayPool<PresignObject>.Shared.Return(_objects, clearArray: true);
        ArrayPool<NameValue>.Shared.Return(_parameters, clearArray: true);
    }
}

using System.Buffers;
using System.Collections.Immutable;
using PresignKit.Providers;
using PresignKit.SigV4;

namespace PresignKit.S3.Signing;

/// <summary>Many objects with query parameters of their own, as the signing core requires, in pooled arrays.</summary>
internal readonly ref struct AccessObjects
{
    private readonly PresignObject[] _objects;
    private readonly NameValue[] _parameters;
    private readonly int _count;

    private AccessObjects(PresignObject[] objects, NameValue[] parameters, int count) => (_objects, _parameters, _count) = (objects, parameters, count);

    public ReadOnlySpan<PresignObject> Items => _objects.AsSpan(0, _count);

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

    public static AccessObjects Rent(ReadOnlySpan<AccessSpecification> specifications, ImmutableArray<NameValue> facts)
    {
        var count = specifications.Length;
        var (objects, parameters) = (ArrayPool<PresignObject>.Shared.Rent(count), ArrayPool<NameValue>.Shared.Rent(count * AccessParameters.Count));
        var result = new AccessObjects(objects, parameters, count);
        try
        {
            var next = 0;
            for (var i = 0; i < count; i++)
            {
                var written = OverrideParameters.Write(specifications[i], facts, parameters.AsSpan(next));
                objects[i] = new(specifications[i].Key.Value, parameters.AsMemory(next, written));
                next += written;
            }

            return result;
        }
        catch
        {
            ArrayPool<PresignObject>.Shared.Return(objects, clearArray: true);
            ArrayPool<NameValue>.Shared.Return(parameters, clearArray: true);
            throw;
        }
    }

    // Keys and file names must not be kept alive by the next renter of the arrays.
    public void Return()
    {
        var used = 0;
        foreach (ref readonly var item in Items)
        {
            used += item.Query.Length;
        }

        // Only what was used: the arrays are larger, and the rest of them is cleared already.
        Array.Clear(_objects, 0, _count);
        Array.Clear(_parameters, 0, used);
        ArrayPool<PresignObject>.Shared.Return(_objects);
        ArrayPool<NameValue>.Shared.Return(_parameters);
    }
}

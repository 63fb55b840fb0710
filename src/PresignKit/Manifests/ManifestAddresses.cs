using PresignKit.Playlists;

namespace PresignKit.Manifests;

/// <summary>Resolves the addresses of an MPD, and checks each of them.</summary>
/// <param name="grant">What the MPD may name.</param>
/// <param name="scope">Turns addresses into objects.</param>
/// <param name="document">The MPD.</param>
/// <param name="plan">Receives the objects and the addresses.</param>
internal sealed class ManifestAddresses(PlaylistGrant grant, UriScope scope, ManifestDocument document, ManifestPlan plan)
{
    // What a segment adds to the text at least: its element, its times, and as many characters of its address.
    private const long TextOfUri = 128;

    private readonly byte[] _address = new byte[UriScope.MaximumLength];

    private long _length;

    /// <summary>How many more addresses the grant allows.</summary>
    public int Remaining => grant.MaximumUris - plan.Media.Count - plan.AllowedUris;

    private long MaximumText => grant.MaximumSize + (TextOfUri * grant.MaximumUris);

    /// <summary>Checks that so many addresses are allowed, before any of them is made.</summary>
    public void Claim(Int128 count, int offset)
    {
        if (count > Remaining)
        {
            throw document.Refuse(
                PlaylistErrorCodes.PlaylistTooManyUris,
                $"The MPD has more than {grant.MaximumUris} addresses, with those of its templates. Store each representation as one object with an index "
                + "(SegmentBase), serve the folder through a CDN that signs prefixes, or raise the grant's MaximumUris.",
                offset);
        }
    }

    /// <summary>Checks that what is made of the MPD stays small.</summary>
    public void CheckLength(int offset)
    {
        if (plan.TextLength > MaximumText || _length > MaximumText)
        {
            throw document.Refuse(
                PlaylistErrorCodes.PlaylistTooLarge,
                $"With its templates and lists written out, it is larger than {MaximumText} bytes. Shorten its addresses, or raise the grant's MaximumSize.",
                offset);
        }
    }

    /// <summary>What the addresses of a level are relative to.</summary>
    /// <param name="outer">Of the level above.</param>
    /// <param name="level">The element of the level.</param>
    public BaseAddress ResolveBase(BaseAddress outer, int level)
    {
        BaseAddress? found = null;
        for (var i = ManifestDocument.FirstChild(level); i < document[level].Next; i = document[i].Next)
        {
            if (document[i].Kind != ElementKind.BaseUrl)
            {
                continue;
            }

            var resolved = ResolveBaseUrl(outer, i);
            found = found is null || (found.IsElsewhere && resolved.IsElsewhere)
                ? resolved
                : throw document.Refuse(
                    PlaylistErrorCodes.PlaylistElementNotAllowed,
                    "An element has several BaseURLs, which are alternatives; a signed URL leads to one store. Leave one of them.",
                    document[i].Start);
        }

        return found ?? outer;
    }

    /// <summary>The address in a BaseURL, decoded. Valid until the next one is decoded.</summary>
    public ReadOnlySpan<byte> ReadBaseUrl(int element)
    {
        var (start, end) = (document[element].TagEnd, document[element].ContentEnd);
        var content = document.Text[start..end];
        var trimmed = content.TrimStart(" \t\r\n"u8);
        start += content.Length - trimmed.Length;
        trimmed = trimmed.TrimEnd(" \t\r\n"u8);
        return trimmed.Contains((byte)'<')
            ? throw document.Refuse(
                PlaylistErrorCodes.PlaylistMalformed, "A BaseURL contains more than text, and players read that differently. Remove comments.", start)
            : document.Decode(new(start, trimmed.Length));
    }

    /// <summary>Adds an address, relative to a base, in the place that has been reached.</summary>
    /// <returns>Whether it is signed; otherwise it is absolute, and the grant allows it.</returns>
    public bool Add(BaseAddress outer, ReadOnlySpan<byte> address, int offset)
    {
        Claim(1, offset);
        CheckLength(offset);
        if (TryAddObject(outer, address, offset))
        {
            plan.AddAddresses(1);
            return true;
        }

        plan.AllowedUris++;
        plan.AddEncoded(address);
        return false;
    }

    /// <summary>Adds the object of an address that is a checked one with other digits, to those that are signed.</summary>
    public void AddSimilar(BaseAddress outer, ReadOnlySpan<byte> address, int offset)
    {
        CheckLength(offset);
        AddResolved(Join(outer, address, offset), offset);
    }

    /// <summary>Checks an address that stays as it is, because its base is elsewhere: it must not lead to a third place.</summary>
    public void CheckElsewhere(ReadOnlySpan<byte> address, int offset)
    {
        Claim(1, offset);
        plan.AllowedUris++;
        if (!scope.IsAllowedAbsolute(address))
        {
            UriScope.CheckRelative(address, document.LineOf(offset));
            if (address.Contains((byte)'\\'))
            {
                throw document.Refuse(PlaylistErrorCodes.PlaylistUriInvalid, "An address has a backslash. Use slashes between folders.", offset);
            }
        }
    }

    /// <summary>Adds the object that an address names to those that are signed.</summary>
    /// <returns>False: the address is absolute, and the grant allows it.</returns>
    private bool TryAddObject(BaseAddress outer, ReadOnlySpan<byte> address, int offset)
    {
        if (address.IsEmpty)
        {
            AddResolved(outer.Text, offset);
            return true;
        }

        if (scope.IsAllowedAbsolute(address))
        {
            return false;
        }

        CheckForm(WithoutDot(address), offset);
        AddResolved(Join(outer, address, offset), offset);
        return true;
    }

    // Some packagers write ./a.mp4, which names the same as a.mp4 (RFC 3986, section 5.2.4).
    private static ReadOnlySpan<byte> WithoutDot(ReadOnlySpan<byte> address) => address.StartsWith("./"u8) ? address[2..] : address;

    private BaseAddress ResolveBaseUrl(BaseAddress outer, int element)
    {
        var offset = document[element].Start;
        if (document.TryFind(element, "byteRange"u8, out _))
        {
            throw document.Refuse(
                PlaylistErrorCodes.PlaylistElementNotAllowed,
                "A BaseURL has a template for byte ranges (byteRange), which would change signed URLs. Remove it.",
                offset);
        }

        var address = ReadBaseUrl(element);
        if (scope.IsAllowedAbsolute(address))
        {
            return new([], isElsewhere: true);
        }

        if (address.IsEmpty || address.SequenceEqual("."u8) || address.SequenceEqual("./"u8))
        {
            return outer;
        }

        CheckForm(WithoutDot(address), offset);
        return new(Join(outer, address, offset).ToArray(), isElsewhere: false);
    }

    private void CheckForm(ReadOnlySpan<byte> address, int offset)
    {
        if (UriScope.NeedsCheck(address))
        {
            UriScope.CheckForm(address, document.LineOf(offset));
        }
    }

    private ReadOnlySpan<byte> Join(BaseAddress outer, ReadOnlySpan<byte> address, int offset)
    {
        var folder = outer.Folder;
        address = WithoutDot(address);
        if (folder.Length + address.Length > _address.Length)
        {
            throw document.Refuse(
                PlaylistErrorCodes.PlaylistUriInvalid, $"An address is longer than {_address.Length} bytes. Shorten it.", offset);
        }

        folder.CopyTo(_address);
        address.CopyTo(_address.AsSpan(folder.Length));
        return _address.AsSpan(0, folder.Length + address.Length);
    }

    private void AddResolved(ReadOnlySpan<byte> address, int offset)
    {
        _length += address.Length;
        if (!scope.TryAddMedia(address, plan.Media))
        {
            var kind = Playlists.UriKind.Media;
            plan.Media.Add(scope.Resolve(address, ref kind, document.LineOf(offset)));
        }
    }
}

// Command golden writes golden.json: values encoded by go-cty, which is what Terraform itself uses.
//
//	cd provider/cty/golden && go run . > golden.json
package main

import (
	"encoding/hex"
	"encoding/json"
	"math"
	"os"

	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	ctymsgpack "github.com/zclconf/go-cty/cty/msgpack"
)

type vector struct {
	Name    string          `json:"name"`
	Type    json.RawMessage `json:"type"`
	Msgpack string          `json:"msgpack"`
	// Absent for values that do not survive in JSON: unknowns, infinities.
	JSON string `json:"json,omitempty"`
}

func number(text string) cty.Value { return cty.MustParseNumberVal(text) }

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	object := cty.Object(map[string]cty.Type{
		"name": cty.String, "tags": cty.Set(cty.String), "limit": cty.Number, "parameters": cty.DynamicPseudoType,
		"labels": cty.Map(cty.Number), "schedules": cty.List(cty.Object(map[string]cty.Type{"cron": cty.String, "active": cty.Bool})),
	})
	values := []struct {
		name  string
		typ   cty.Type
		value cty.Value
	}{
		{"string", cty.String, cty.StringVal("hello")},
		{"empty string", cty.String, cty.StringVal("")},
		{"string beyond ASCII, normalised", cty.String, cty.StringVal("e\u0301 ☃ 𝄞")},
		{"string of 40 bytes", cty.String, cty.StringVal("0123456789012345678901234567890123456789")},
		{"null string", cty.String, cty.NullVal(cty.String)},
		{"unknown string", cty.String, cty.UnknownVal(cty.String)},
		{"unknown string, not null", cty.String, cty.UnknownVal(cty.String).RefineNotNull()},
		{"unknown string with a prefix", cty.String, cty.UnknownVal(cty.String).Refine().NotNull().StringPrefixFull("id-").NewValue()},
		{"unknown number in a range", cty.Number, cty.UnknownVal(cty.Number).Refine().NotNull().NumberRangeInclusive(number("1"), number("9")).NewValue()},
		{"unknown list with a length", cty.List(cty.String), cty.UnknownVal(cty.List(cty.String)).Refine().NotNull().CollectionLengthLowerBound(2).NewValue()},
		{"unknown object", object, cty.UnknownVal(object)},
		{"true", cty.Bool, cty.True},
		{"false", cty.Bool, cty.False},
		{"zero", cty.Number, cty.Zero},
		{"minus zero", cty.Number, number("-0")},
		{"1.0", cty.Number, number("1.0")},
		{"127", cty.Number, number("127")},
		{"128", cty.Number, number("128")},
		{"256", cty.Number, number("256")},
		{"65536", cty.Number, number("65536")},
		{"2^32 - 1", cty.Number, number("4294967295")},
		{"2^32", cty.Number, number("4294967296")},
		{"-1", cty.Number, number("-1")},
		{"-33", cty.Number, number("-33")},
		{"-129", cty.Number, number("-129")},
		{"-32769", cty.Number, number("-32769")},
		{"-2^31", cty.Number, number("-2147483648")},
		{"-2^31 - 1", cty.Number, number("-2147483649")},
		{"2^53 + 1", cty.Number, number("9007199254740993")},
		{"-2^53 - 1", cty.Number, number("-9007199254740993")},
		{"2^63 - 1", cty.Number, number("9223372036854775807")},
		{"-2^63", cty.Number, number("-9223372036854775808")},
		{"2^64", cty.Number, number("18446744073709551616")},
		{"1e30", cty.Number, number("1e30")},
		{"0.5", cty.Number, number("0.5")},
		{"-2.75", cty.Number, number("-2.75")},
		{"0.1", cty.Number, number("0.1")},
		{"the double 0.1", cty.Number, cty.NumberFloatVal(0.1)},
		{"1e-7", cty.Number, number("1e-7")},
		{"30 digits and a fraction", cty.Number, number("123456789012345678901234567890.5")},
		{"infinity", cty.Number, cty.PositiveInfinity},
		{"minus infinity", cty.Number, cty.NegativeInfinity},
		{"a very small double", cty.Number, cty.NumberFloatVal(math.Pow(2, -1022))},
		{"2^-20", cty.Number, number("0.00000095367431640625")},
		{"list", cty.List(cty.Number), cty.ListVal([]cty.Value{number("1"), cty.NullVal(cty.Number), number("0.1")})},
		{"empty list", cty.List(cty.String), cty.ListValEmpty(cty.String)},
		{"list with an unknown", cty.List(cty.String), cty.ListVal([]cty.Value{cty.StringVal("a"), cty.UnknownVal(cty.String)})},
		{"set of one", cty.Set(cty.String), cty.SetVal([]cty.Value{cty.StringVal("a")})},
		{"map", cty.Map(cty.String), cty.MapVal(map[string]cty.Value{"b": cty.StringVal("2"), "a": cty.StringVal("1"), "__proto__": cty.StringVal("3"), "constructor": cty.NullVal(cty.String)})},
		{"empty map", cty.Map(cty.Bool), cty.MapValEmpty(cty.Bool)},
		{"tuple", cty.Tuple([]cty.Type{cty.String, cty.Number}), cty.TupleVal([]cty.Value{cty.StringVal("a"), number("2")})},
		{"null object", object, cty.NullVal(object)},
		{"object", object, cty.ObjectVal(map[string]cty.Value{
			"name": cty.StringVal("etl"), "tags": cty.SetVal([]cty.Value{cty.StringVal("x"), cty.StringVal("y")}), "limit": number("3"),
			"parameters": cty.ObjectVal(map[string]cty.Value{"n": number("0.1"), "deep": cty.TupleVal([]cty.Value{cty.True, cty.NullVal(cty.DynamicPseudoType)})}),
			"labels":     cty.MapVal(map[string]cty.Value{"cost": number("2.5")}),
			"schedules": cty.ListVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{
				"cron": cty.StringVal("0 0 * * *"), "active": cty.NullVal(cty.Bool)})}),
		})},
		{"object with unknowns", object, cty.ObjectVal(map[string]cty.Value{
			"name": cty.UnknownVal(cty.String), "tags": cty.UnknownVal(cty.Set(cty.String)), "limit": cty.NullVal(cty.Number),
			"parameters": cty.DynamicVal, "labels": cty.NullVal(cty.Map(cty.Number)),
			"schedules": cty.ListValEmpty(cty.Object(map[string]cty.Type{"cron": cty.String, "active": cty.Bool})),
		})},
		{"dynamic string", cty.DynamicPseudoType, cty.StringVal("a")},
		{"dynamic null without a type", cty.DynamicPseudoType, cty.NullVal(cty.DynamicPseudoType)},
		{"dynamic null of a type", cty.DynamicPseudoType, cty.NullVal(cty.String)},
		{"dynamic unknown without a type", cty.DynamicPseudoType, cty.DynamicVal},
		{"dynamic unknown of a type", cty.DynamicPseudoType, cty.UnknownVal(cty.List(cty.Bool))},
		{"dynamic object", cty.DynamicPseudoType, cty.ObjectVal(map[string]cty.Value{"__proto__": number("1"), "a": cty.EmptyTupleVal})},
		{"list of dynamic", cty.List(cty.DynamicPseudoType), cty.ListVal([]cty.Value{cty.StringVal("a"), cty.StringVal("b")})},
	}
	vectors := make([]vector, 0, len(values))
	for _, v := range values {
		encoded := vector{
			Name:    v.name,
			Type:    must(ctyjson.MarshalType(v.typ)),
			Msgpack: hex.EncodeToString(must(ctymsgpack.Marshal(v.value, v.typ))),
		}
		if text, err := ctyjson.Marshal(v.value, v.typ); err == nil {
			if must(ctyjson.Unmarshal(text, v.typ)).RawEquals(v.value) {
				encoded.JSON = string(text)
			}
		}
		vectors = append(vectors, encoded)
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	must(0, encoder.Encode(vectors))
}
